import type { Words } from './words.ts';

export const ms: Words = {
  yes: 'ya|ye|ok|okay|okey|boleh|betul|benar|baik|baiklah|setuju|mahu|nak|sudah tentu|tentu|memang|saya setuju|ya betul|sah',
  no: 'tidak|tak|tidaklah|bukan|tidak mahu|tak mahu|tak nak|taknak|tidak betul|tak betul|tidak setuju|tak setuju|salah|jangan|tidak boleh|tak boleh|batal|batalkan',
  polite: 'sila|tolong|terima kasih|encik|cik|puan|tuan|lah|la',
  signs: {
    at: 'at|alias|di',
    dot: 'titik|noktah|dot',
    dash: 'sengkang|tanda sempang|dash',
    underscore: 'garis bawah|underscore',
    plus: 'tambah|plus',
  },
  numbers: {
    // prettier-ignore
    values: {
      kosong: 0, sifar: 0, satu: 1, dua: 2, tiga: 3, empat: 4, lima: 5, enam: 6, tujuh: 7, lapan: 8, delapan: 8, sembilan: 9,
      sepuluh: 10, sebelas: 11, seratus: 100, seribu: 1000,
    },
    scales: { puluh: 10, ratus: 100, ribu: 1000, juta: 1_000_000 },
    teen: 'belas',
    and: '',
    point: 'perpuluhan|titik|koma',
    half: 'setengah',
    minus: 'negatif|tolak',
    ordinals: 'hb',
  },
  dates: {
    yesterday: 'semalam|kelmarin',
    today: 'hari ini|harini',
    tomorrow: 'esok|besok',
    dayAfterTomorrow: 'lusa',
    weekdays: ['isnin', 'selasa', 'rabu', 'khamis', 'jumaat', 'sabtu', 'ahad'],
    months: [
      'januari|jan',
      'februari|feb',
      'mac',
      'april|apr',
      'mei',
      'jun',
      'julai|jul',
      'ogos',
      'september|sep',
      'oktober|okt',
      'november|nov',
      'disember|dis',
    ],
    fillers: 'hari|pada|hb|haribulan|bulan|tahun|ini|depan|akan datang',
  },
  money: {
    MYR: { whole: 'ringgit|rm', part: 'sen' },
    USD: { whole: 'dolar|dolar amerika', part: 'sen' },
    EUR: { whole: 'euro', part: 'sen' },
    GBP: { whole: 'paun|paun sterling', part: 'peni' },
    TRY: { whole: 'lira|lira turki', part: 'kurus' },
    IRR: { whole: 'rial', part: '' },
  },
};
