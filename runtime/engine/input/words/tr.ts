import type { Words } from './words.ts';

export const tr: Words = {
  yes: 'evet|olur|tamam|tabii|tabi|tabii ki|elbette|doğru|onaylıyorum|kabul|kabul ediyorum|peki|aynen|kesinlikle|istiyorum|evet istiyorum|evet doğru|he|hıhı',
  no: 'hayır|yok|olmaz|istemiyorum|hayır istemiyorum|değil|doğru değil|yanlış|onaylamıyorum|kabul etmiyorum|iptal|vazgeç|vazgeçtim|asla',
  polite:
    'lütfen|teşekkürler|teşekkür ederim|teşekkür ederiz|sağ olun|sağol|efendim|canım|hanımefendi|beyefendi',
  signs: {
    at: 'et|et işareti|at|kuyruklu a',
    dot: 'nokta',
    dash: 'tire|kısa çizgi|orta çizgi',
    underscore: 'alt çizgi|alttan çizgi|alt tire',
    plus: 'artı',
  },
  numbers: {
    // prettier-ignore
    values: {
      sıfır: 0, bir: 1, iki: 2, üç: 3, dört: 4, beş: 5, altı: 6, yedi: 7, sekiz: 8, dokuz: 9, on: 10,
      yirmi: 20, otuz: 30, kırk: 40, elli: 50, altmış: 60, yetmiş: 70, seksen: 80, doksan: 90,
    },
    scales: { yüz: 100, bin: 1000, milyon: 1_000_000 },
    tenTakesUnit: true,
    and: '',
    point: 'virgül|nokta',
    half: 'buçuk',
    minus: 'eksi',
    ordinals:
      'ıncı|inci|uncu|üncü|ncı|nci|ncu|ncü|ı|i|u|ü|sı|si|sı|ünde|inde|ında|unda|üne|ine|una|ına|de|da|te|ta',
  },
  dates: {
    yesterday: 'dün',
    today: 'bugün|bu gün',
    tomorrow: 'yarın',
    dayAfterTomorrow: 'öbür gün|yarından sonra|yarından sonraki gün',
    weekdays: ['pazartesi|pzt', 'salı', 'çarşamba|çar', 'perşembe|per', 'cuma', 'cumartesi|cmt', 'pazar'],
    months: [
      'ocak|oca',
      'şubat|şub',
      'mart|mar',
      'nisan|nis',
      'mayıs|may',
      'haziran|haz',
      'temmuz|tem',
      'ağustos|ağu',
      'eylül|eyl',
      'ekim|eki',
      'kasım|kas',
      'aralık|ara',
    ],
    fillers: 'günü|gün|bu|gelecek|önümüzdeki|ayının|ayı|tarihi|tarihinde|yılı',
  },
  money: {
    TRY: { whole: 'lira|liralık|türk lirası|tl', part: 'kuruş' },
    USD: { whole: 'dolar|amerikan doları', part: 'sent' },
    EUR: { whole: 'avro|euro|yuro', part: 'sent' },
    GBP: { whole: 'sterlin|pound', part: 'peni' },
    MYR: { whole: 'ringgit', part: 'sen' },
    IRR: { whole: 'riyal', part: '' },
  },
};
