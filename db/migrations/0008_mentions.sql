CREATE TABLE `mentions_seen` (
	`organisation` text NOT NULL,
	`member` text NOT NULL,
	`flow` text NOT NULL,
	`note` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`organisation`, `member`, `flow`, `note`)
);
