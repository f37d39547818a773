CREATE TABLE `calendars` (
	`organisation` text NOT NULL,
	`id` text NOT NULL,
	`definition` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`organisation`, `id`)
);
--> statement-breakpoint
CREATE TABLE `connections` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation` text NOT NULL,
	`channel` text NOT NULL,
	`name` text NOT NULL,
	`address` text,
	`flow` text NOT NULL,
	`config` text NOT NULL,
	`secret` text,
	`enabled` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `connection_address` ON `connections` (`channel`,`address`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation` text NOT NULL,
	`customer` text NOT NULL,
	`connection` text NOT NULL,
	`address` text NOT NULL,
	`flow` text NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`seq` integer NOT NULL,
	`due` integer,
	`snapshot` text,
	`opened_at` integer NOT NULL,
	`ended_at` integer,
	`end_reason` text,
	FOREIGN KEY (`customer`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contact_due` ON `contacts` (`due`) WHERE "contacts"."due" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `live_conversation` ON `contacts` (`connection`,`address`) WHERE "contacts"."ended_at" is null;--> statement-breakpoint
CREATE TABLE `addresses` (
	`organisation` text NOT NULL,
	`kind` text NOT NULL,
	`address` text NOT NULL,
	`customer` text NOT NULL,
	PRIMARY KEY(`organisation`, `kind`, `address`),
	FOREIGN KEY (`customer`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `customers` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation` text NOT NULL,
	`name` text,
	`language` text,
	`attributes` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation` text NOT NULL,
	`connection` text NOT NULL,
	`at` integer NOT NULL,
	`reason` text NOT NULL,
	`body` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `flow_versions` (
	`organisation` text NOT NULL,
	`flow` text NOT NULL,
	`version` integer NOT NULL,
	`definition` text NOT NULL,
	`machine` text NOT NULL,
	`hash` text NOT NULL,
	`note` text,
	`by` text,
	`published_at` integer NOT NULL,
	PRIMARY KEY(`organisation`, `flow`, `version`),
	FOREIGN KEY (`organisation`,`flow`) REFERENCES `flows`(`organisation`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `flows` (
	`organisation` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`draft` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`latest` integer,
	PRIMARY KEY(`organisation`, `id`)
);
--> statement-breakpoint
CREATE TABLE `log` (
	`contact` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`event` text NOT NULL,
	`effects` text,
	`trace` text,
	`facts` text,
	`status` text NOT NULL,
	`repeat_key` text,
	PRIMARY KEY(`contact`, `seq`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `log_repeat` ON `log` (`repeat_key`) WHERE "log"."repeat_key" is not null;--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`contact` text NOT NULL,
	`connection` text NOT NULL,
	`body` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer,
	`provider_ref` text,
	`flag` text,
	`created_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `outbox_unsent` ON `outbox` (`state`,`next_at`) WHERE "outbox"."state" <> 'sent';