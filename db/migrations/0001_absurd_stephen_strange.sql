CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`connection` text NOT NULL,
	`at` integer NOT NULL,
	`reason` text NOT NULL,
	`body` text NOT NULL
);
