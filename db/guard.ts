import Database from 'libsql';

/** What a column takes. */
export type Param = string | number | bigint | null | Uint8Array;

/** A prepared statement that only lets through what the native binding survives. */
export interface Prepared {
  run(...params: readonly unknown[]): { changes: number };
  /** The same, with the values in a list. */
  runWith(params: readonly unknown[]): { changes: number };
  get(...params: readonly unknown[]): unknown;
  all(...params: readonly unknown[]): unknown[];
  /** Rows as arrays instead of objects. */
  raw(on?: boolean): Prepared;
}

/** A guarded connection: the only way this project touches libsql. */
export interface Connection {
  readonly file: string;
  readonly inTransaction: boolean;
  prepare(sql: string): Prepared;
  exec(sql: string): void;
  /** First value of the first row. */
  pragma(source: string): string | number | undefined;
  close(): void;
}

/** Throws a TypeError that names the value's position; returns what to bind. */
export const toParam = (value: unknown, position: number): Param => {
  switch (typeof value) {
    case 'string':
      if (value.includes('\0'))
        throw new TypeError(`Parameter ${position} is text with a NUL: remove it first.`);
      return value;
    case 'number':
      if (!Number.isFinite(value))
        throw new TypeError(`Parameter ${position} is ${value}: not a number to store.`);
      return value;
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1 : 0;
    case 'undefined':
      return null;
    default:
      if (value === null || value instanceof Uint8Array) return value;
      if (value instanceof Date)
        throw new TypeError(`Parameter ${position} is a Date: pass its epoch milliseconds.`);
      throw new TypeError(
        `Parameter ${position} is of type ${typeof value}: pass JSON text, a number or bytes.`,
      );
  }
};

const literalsAndComments = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\//g;
const countPlaceholders = (sql: string): number => sql.replace(literalsAndComments, '').split('?').length - 1;

// libsql 0.5.29 aborts the whole process on a boolean or a lone object, cuts text at NUL, stores NaN as NULL, ignores
// surplus parameters and reuses the *previous* call's value for a missing one. The array form throws for objects.
// A statement that is still referenced keeps its connection alive after close(), and would go on writing.
const guardStatement = (statement: Database.Statement, expected: number, isOpen: () => boolean): Prepared => {
  const bind = (values: readonly unknown[]): Param[] => {
    if (!isOpen()) throw new Error('The connection is closed.');
    if (values.length !== expected) {
      throw new TypeError(`The statement takes ${expected} parameters, not ${values.length}.`);
    }
    return values.map(toParam);
  };
  const guarded: Prepared = {
    run: (...params) => statement.run(bind(params)),
    runWith: (params) => statement.run(bind(params)),
    get: (...params) => {
      const row = statement.get(bind(params));
      if (typeof row === 'object' && row !== null && '_metadata' in row) delete row._metadata;
      return row;
    },
    all: (...params) => statement.all(bind(params)),
    raw: (on) => {
      statement.raw(on);
      return guarded;
    },
  };
  return guarded;
};

/** Opens `file` (its folder must exist) and sets the pragmas, in order. */
export const connect = (file: string, pragmas: readonly string[], busyTimeout = 2_000): Connection => {
  const database = new Database(file, { timeout: busyTimeout });
  let open = true;
  const pragma = (source: string): string | number | undefined => {
    const statement = database.prepare(`PRAGMA ${source}`);
    const row = statement.reader ? statement.raw().get([]) : void statement.run([]);
    const value: unknown = Array.isArray(row) ? row[0] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  };
  try {
    for (const source of pragmas) pragma(source);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    file,
    get inTransaction() {
      return database.inTransaction;
    },
    prepare: (sql) => guardStatement(database.prepare(sql), countPlaceholders(sql), () => open),
    exec: (sql) => void database.exec(sql),
    pragma,
    close: () => {
      open = false;
      database.close();
    },
  };
};

/** What `connect` sets for the one connection that writes. */
export const writerPragmas = [
  'journal_mode=WAL',
  'synchronous=FULL',
  'foreign_keys=ON',
  // What is deleted or replaced is overwritten: else customers' words stay readable in the file.
  'secure_delete=ON',
  // 10,000 pages: a third more steps per second than the default, for a 40 MB WAL.
  'wal_autocheckpoint=10000',
];

/** What `connect` sets for a connection that must not write. */
export const readerPragmas = ['query_only=ON', 'foreign_keys=ON'];
