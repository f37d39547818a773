import { expect, test } from 'vitest';
import { connect } from './guard.ts';

const open = () => {
  const connection = connect(':memory:', []);
  connection.exec('create table t (a, b)');
  return connection;
};
const insert = 'insert into t values (?, ?)';

test('what the binding would abort on is bound or refused', () => {
  const connection = open();
  connection.prepare(insert).run(true, undefined);
  expect(connection.prepare('select a, b from t').raw().get()).toEqual([1, null]);
  for (const bad of [new Date(), {}, [1], () => 1, Symbol('s'), Number.NaN, Infinity, 'cut\0here']) {
    expect(() => connection.prepare(insert).run(1, bad)).toThrow(TypeError);
    expect(() => connection.prepare('select ?').get(bad)).toThrow(TypeError);
    expect(() => connection.prepare('select ?').all(bad)).toThrow(TypeError);
  }
});

test('too few and too many parameters are refused, placeholders in literals do not count', () => {
  const connection = open();
  expect(() => connection.prepare(insert).run(1)).toThrow('takes 2 parameters, not 1');
  expect(() => connection.prepare(insert).run(1, 2, 3)).toThrow('takes 2 parameters, not 3');
  const tricky = connection.prepare(`select '?''?', "a?", ? /* ? */ from (select 1 as "a?") -- ?`);
  expect(tricky.raw().get('x')).toEqual([`?'?`, 1, 'x']);
});

test('text, numbers, bytes and big integers come back as they went in', () => {
  const connection = open();
  const values = ['ünï — 漢字 🙂', 1_790_000_000_000, 0.5, -1];
  for (const value of values) expect(connection.prepare('select ?').raw().get(value)).toEqual([value]);
  expect(connection.prepare('select typeof(?)').raw().get(7n)).toEqual(['integer']);
  expect(
    connection
      .prepare('select hex(?)')
      .raw()
      .get(new Uint8Array([1, 255])),
  ).toEqual(['01FF']);
});

test('a statement of a closed connection does nothing', () => {
  const connection = open();
  const statement = connection.prepare(insert);
  connection.close();
  expect(() => statement.run(1, 2)).toThrow('closed');
});
