export { making } from './making.ts';
