ALTER TABLE `flow_versions` ADD `name` text;--> statement-breakpoint
ALTER TABLE `flows` ADD `folder` text;