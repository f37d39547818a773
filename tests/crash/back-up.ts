import { backup } from '../../db/backup.ts';

/** Copies the database named first to the file named second, as the command of the product does. */
export function main([file, target]: string[]): number {
  backup(file!, target!);
  return 0;
}
