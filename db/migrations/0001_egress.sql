CREATE TABLE `credentials` (
	`organisation` text NOT NULL,
	`name` text NOT NULL,
	`hosts` text NOT NULL,
	`scheme` text NOT NULL,
	`header` text,
	`secret` text NOT NULL,
	`key_id` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`organisation`, `name`)
);
--> statement-breakpoint
CREATE TABLE `egress_hosts` (
	`organisation` text NOT NULL,
	`host` text NOT NULL,
	`ports` text NOT NULL,
	`plain_http` integer NOT NULL,
	`inside_network` integer NOT NULL,
	`note` text,
	`by` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`organisation`, `host`)
);
