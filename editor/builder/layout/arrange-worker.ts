import { type Arranging, arranged } from './arrange.ts';

addEventListener('message', ({ data }: MessageEvent<Arranging>) => postMessage(arranged(data)));
