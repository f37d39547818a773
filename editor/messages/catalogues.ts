import en from './en.json';
import fa from './fa.json';
import ms from './ms.json';
import tr from './tr.json';
import canvasEn from './areas/canvas/en.json';
import canvasFa from './areas/canvas/fa.json';
import canvasMs from './areas/canvas/ms.json';
import canvasTr from './areas/canvas/tr.json';
import draftEn from './areas/draft/en.json';
import draftFa from './areas/draft/fa.json';
import draftMs from './areas/draft/ms.json';
import draftTr from './areas/draft/tr.json';
import findingsEn from './areas/findings/en.json';
import findingsFa from './areas/findings/fa.json';
import findingsMs from './areas/findings/ms.json';
import findingsTr from './areas/findings/tr.json';
import inspectorEn from './areas/inspector/en.json';
import inspectorFa from './areas/inspector/fa.json';
import inspectorMs from './areas/inspector/ms.json';
import inspectorTr from './areas/inspector/tr.json';
import replayEn from './areas/replay/en.json';
import replayFa from './areas/replay/fa.json';
import replayMs from './areas/replay/ms.json';
import replayTr from './areas/replay/tr.json';
import simulatorEn from './areas/simulator/en.json';
import simulatorFa from './areas/simulator/fa.json';
import simulatorMs from './areas/simulator/ms.json';
import simulatorTr from './areas/simulator/tr.json';
import versionsEn from './areas/versions/en.json';
import versionsFa from './areas/versions/fa.json';
import versionsMs from './areas/versions/ms.json';
import versionsTr from './areas/versions/tr.json';

/** Every interface text by language; `areas/` has those of the larger parts of the builder. */
export const CATALOGUES = {
  en: {
    ...en,
    ...canvasEn,
    ...draftEn,
    ...findingsEn,
    ...inspectorEn,
    ...replayEn,
    ...simulatorEn,
    ...versionsEn,
  },
  tr: {
    ...tr,
    ...canvasTr,
    ...draftTr,
    ...findingsTr,
    ...inspectorTr,
    ...replayTr,
    ...simulatorTr,
    ...versionsTr,
  },
  ms: {
    ...ms,
    ...canvasMs,
    ...draftMs,
    ...findingsMs,
    ...inspectorMs,
    ...replayMs,
    ...simulatorMs,
    ...versionsMs,
  },
  fa: {
    ...fa,
    ...canvasFa,
    ...draftFa,
    ...findingsFa,
    ...inspectorFa,
    ...replayFa,
    ...simulatorFa,
    ...versionsFa,
  },
};
export type InterfaceLanguage = keyof typeof CATALOGUES;
export type MessageKey = keyof (typeof CATALOGUES)['en'];
