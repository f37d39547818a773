CREATE TABLE `__new_log` (
	`id` integer PRIMARY KEY NOT NULL,
	`previous` integer,
	`contact` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`event` text NOT NULL,
	`effects` text,
	`trace` text,
	`facts` text,
	`status` text NOT NULL,
	`repeat_key` text
);
--> statement-breakpoint
INSERT INTO `__new_log`("id", "previous", "contact", "seq", "at", "event", "effects", "trace", "facts", "status", "repeat_key") SELECT "rowid", lag("rowid") OVER (PARTITION BY "contact" ORDER BY "seq"), "contact", "seq", "at", "event", "effects", "trace", "facts", "status", "repeat_key" FROM `log` ORDER BY "rowid";--> statement-breakpoint
ALTER TABLE `contacts` ADD `last_entry` integer;--> statement-breakpoint
UPDATE `contacts` SET `last_entry` = (SELECT "rowid" FROM `log` WHERE `log`.`contact` = `contacts`.`id` ORDER BY `log`.`seq` DESC LIMIT 1);--> statement-breakpoint
DROP TABLE `log`;--> statement-breakpoint
ALTER TABLE `__new_log` RENAME TO `log`;--> statement-breakpoint
CREATE UNIQUE INDEX `log_repeat` ON `log` (`repeat_key`) WHERE "log"."repeat_key" is not null;
