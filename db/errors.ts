/** Base of what this folder throws: `code` is stable, the message says what to do. */
export class DatabaseError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** A setting that cannot work; the process should not start. */
export class SettingsError extends DatabaseError {}

/** Another process runs on this database. */
export class DatabaseInUse extends DatabaseError {
  constructor(file: string) {
    super(
      'database.in-use',
      `Another Patchbay process is running on ${file}. Stop it first, or point DATABASE_URL at another file: ` +
        'a database has exactly one runtime.',
    );
  }
}

/** The file is damaged. Never repaired silently. */
export class DatabaseCorrupt extends DatabaseError {
  constructor(file: string, finding: string, options?: ErrorOptions) {
    super(
      'database.corrupt',
      `The database ${file} is damaged (${finding}). Keep the file and its -wal aside, then restore the last backup: ` +
        'npx patchbay restore <backup>',
      options,
    );
  }
}

/** The file was written by a newer Patchbay. */
export class DatabaseNewer extends DatabaseError {
  constructor(file: string) {
    super(
      'database.newer-schema',
      `The database ${file} was written by a newer Patchbay. Start that version or newer, or restore a backup made ` +
        'before the upgrade.',
    );
  }
}

/** The unit broke a constraint, or a statement did not change the rows it had to. Nothing of this unit was written. */
export class CommitConflict extends DatabaseError {
  declare readonly code: 'commit.conflict';
  /** Index of the statement in its unit. */
  readonly statement: number;
  /** Name of the unique index (`live_conversation`), or the columns (`outbox.id`); none for `expect`. */
  readonly constraint: string | undefined;
  constructor(statement: number, constraint?: string) {
    const why = constraint === undefined ? 'changed an unexpected number of rows' : `broke ${constraint}`;
    super(
      'commit.conflict',
      `Statement ${statement} of the unit ${why}. Load the row again and decide anew.`,
    );
    this.statement = statement;
    this.constraint = constraint;
  }
}

/** The store could not write (disk full, I/O error, locked): nothing of the whole group counts as written. */
export class CommitFailed extends DatabaseError {
  declare readonly code: 'commit.failed';
  /** The disk can no longer be trusted: the writer takes no more commits, the process has to stop and start again. */
  readonly fatal: boolean;
  constructor(reason: string, options: ErrorOptions & { fatal?: boolean } = {}) {
    super(
      'commit.failed',
      options.fatal
        ? `The database cannot be written: ${reason}. Restart after the disk is repaired.`
        : `The database could not be written: ${reason}. Answer "try again later" and repeat.`,
      options,
    );
    this.fatal = options.fatal ?? false;
  }
}

/** Our own mistake: broken SQL or a value that cannot be stored. Only this unit is refused; repeating it will not help. */
export class CommitDefect extends DatabaseError {
  declare readonly code: 'commit.defect';
  readonly statement: number;
  constructor(statement: number, reason: string, options?: ErrorOptions) {
    super('commit.defect', `Statement ${statement} of the unit cannot be run: ${reason}`, options);
    this.statement = statement;
  }
}
