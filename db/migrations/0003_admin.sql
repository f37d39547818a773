CREATE TABLE `organisation_settings` (
	`organisation` text PRIMARY KEY NOT NULL,
	`code_allowed` integer NOT NULL,
	`language` text NOT NULL,
	`zone` text NOT NULL,
	`log_days` integer,
	`contact_days` integer,
	`dead_letter_days` integer,
	`audit_days` integer,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `erasures` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation` text NOT NULL,
	`customer` text NOT NULL,
	`since` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`contacts` integer NOT NULL,
	`events` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `erasure_organisation` ON `erasures` (`organisation`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `merges` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation` text NOT NULL,
	`kept` text NOT NULL,
	`merged` text NOT NULL,
	`undo` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `merge_kept` ON `merges` (`kept`);--> statement-breakpoint
CREATE TABLE `opt_outs` (
	`organisation` text NOT NULL,
	`customer` text NOT NULL,
	`channel` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	PRIMARY KEY(`customer`, `channel`),
	FOREIGN KEY (`customer`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `connections` ADD `key_id` text;--> statement-breakpoint
ALTER TABLE `connections` ADD `former_secret` text;--> statement-breakpoint
ALTER TABLE `connections` ADD `former_key_id` text;--> statement-breakpoint
ALTER TABLE `connections` ADD `former_until` integer;--> statement-breakpoint
ALTER TABLE `connections` ADD `updated_at` integer;--> statement-breakpoint
ALTER TABLE `flows` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `flows` ADD `saved_by` text;--> statement-breakpoint
ALTER TABLE `flows` ADD `tags` text;--> statement-breakpoint
ALTER TABLE `flows` ADD `search` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `flows` ADD `deleted_at` integer;--> statement-breakpoint
CREATE INDEX `contact_opened` ON `contacts` (`organisation`,`opened_at`,`id`);--> statement-breakpoint
CREATE INDEX `contact_customer` ON `contacts` (`customer`);--> statement-breakpoint
CREATE INDEX `contact_ended` ON `contacts` (`ended_at`) WHERE "contacts"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX `address_customer` ON `addresses` (`customer`);--> statement-breakpoint
CREATE INDEX `customer_organisation` ON `customers` (`organisation`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `dead_letter_organisation` ON `dead_letters` (`organisation`,`at`,`id`);