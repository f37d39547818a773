CREATE TABLE `draft_states` (
	`organisation` text NOT NULL,
	`flow` text NOT NULL,
	`epoch` text NOT NULL,
	`format` integer NOT NULL,
	`state` blob NOT NULL,
	`up_to` integer NOT NULL,
	`written` integer NOT NULL,
	`revision` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`organisation`, `flow`)
);
--> statement-breakpoint
CREATE TABLE `draft_updates` (
	`organisation` text NOT NULL,
	`flow` text NOT NULL,
	`seq` integer NOT NULL,
	`update` blob NOT NULL,
	`at` integer NOT NULL,
	`by` text,
	PRIMARY KEY(`organisation`, `flow`, `seq`)
);
