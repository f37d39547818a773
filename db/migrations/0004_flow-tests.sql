CREATE TABLE `flow_tests` (
	`organisation` text NOT NULL,
	`flow` text NOT NULL,
	`id` text NOT NULL,
	`definition` text NOT NULL,
	`updated_at` integer NOT NULL,
	`saved_by` text,
	PRIMARY KEY(`organisation`, `flow`, `id`),
	FOREIGN KEY (`organisation`,`flow`) REFERENCES `flows`(`organisation`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `flow_versions` ADD `tests` text;--> statement-breakpoint
ALTER TABLE `organisation_settings` ADD `tests_block` integer DEFAULT false NOT NULL;