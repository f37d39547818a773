/** The widget's own texts. What the flow says comes from the flow. */
export interface Words {
  title: string;
  open: string;
  close: string;
  log: string;
  you: string;
  them: string;
  placeholder: string;
  placeholderChoice: string;
  placeholderSecret: string;
  send: string;
  online: string;
  connecting: string;
  reconnecting: string;
  offline: string;
  shut: string;
  sending: string;
  notSent: string;
  retry: string;
  ended: string;
  again: string;
  divider: string;
  /** `{n}` is the number. */
  unread: string;
}

export const WORDS: { [language: string]: Words } = {
  en: {
    title: 'Chat with us',
    open: 'Open chat',
    close: 'Close chat',
    log: 'Conversation',
    you: 'You',
    them: 'Reply',
    placeholder: 'Write a message…',
    placeholderChoice: 'Choose above or write…',
    placeholderSecret: 'Your answer stays hidden',
    send: 'Send',
    online: 'Online',
    connecting: 'Connecting…',
    reconnecting: 'Reconnecting…',
    offline: 'You are offline. Your messages will be sent later.',
    shut: 'The chat is not available right now.',
    sending: 'Sending…',
    notSent: 'Not sent.',
    retry: 'Edit and send again',
    ended: 'The conversation has ended.',
    again: 'Start a new conversation',
    divider: 'New conversation',
    unread: '{n} new',
  },
  tr: {
    title: 'Bize yazın',
    open: 'Sohbeti aç',
    close: 'Sohbeti kapat',
    log: 'Görüşme',
    you: 'Siz',
    them: 'Yanıt',
    placeholder: 'Bir mesaj yazın…',
    placeholderChoice: 'Yukarıdan seçin ya da yazın…',
    placeholderSecret: 'Yanıtınız gizli kalır',
    send: 'Gönder',
    online: 'Çevrimiçi',
    connecting: 'Bağlanıyor…',
    reconnecting: 'Yeniden bağlanıyor…',
    offline: 'Bağlantınız yok. Mesajlarınız sonra gönderilecek.',
    shut: 'Sohbet şu anda kullanılamıyor.',
    sending: 'Gönderiliyor…',
    notSent: 'Gönderilemedi.',
    retry: 'Düzenle ve yeniden gönder',
    ended: 'Görüşme sona erdi.',
    again: 'Yeni görüşme başlat',
    divider: 'Yeni görüşme',
    unread: '{n} yeni',
  },
  ms: {
    title: 'Sembang dengan kami',
    open: 'Buka sembang',
    close: 'Tutup sembang',
    log: 'Perbualan',
    you: 'Anda',
    them: 'Balasan',
    placeholder: 'Tulis mesej…',
    placeholderChoice: 'Pilih di atas atau tulis…',
    placeholderSecret: 'Jawapan anda disembunyikan',
    send: 'Hantar',
    online: 'Dalam talian',
    connecting: 'Menyambung…',
    reconnecting: 'Menyambung semula…',
    offline: 'Anda di luar talian. Mesej akan dihantar kemudian.',
    shut: 'Sembang tidak tersedia sekarang.',
    sending: 'Menghantar…',
    notSent: 'Tidak dihantar.',
    retry: 'Sunting dan hantar semula',
    ended: 'Perbualan telah tamat.',
    again: 'Mulakan perbualan baharu',
    divider: 'Perbualan baharu',
    unread: '{n} baharu',
  },
  fa: {
    title: 'با ما گفت‌وگو کنید',
    open: 'باز کردن گفت‌وگو',
    close: 'بستن گفت‌وگو',
    log: 'گفت‌وگو',
    you: 'شما',
    them: 'پاسخ',
    placeholder: 'پیامی بنویسید…',
    placeholderChoice: 'از بالا انتخاب کنید یا بنویسید…',
    placeholderSecret: 'پاسخ شما پنهان می‌ماند',
    send: 'ارسال',
    online: 'برخط',
    connecting: 'در حال اتصال…',
    reconnecting: 'در حال اتصال دوباره…',
    offline: 'شما آفلاین هستید. پیام‌ها بعداً فرستاده می‌شوند.',
    shut: 'گفت‌وگو اکنون در دسترس نیست.',
    sending: 'در حال ارسال…',
    notSent: 'ارسال نشد.',
    retry: 'ویرایش و ارسال دوباره',
    ended: 'گفت‌وگو پایان یافت.',
    again: 'شروع گفت‌وگوی تازه',
    divider: 'گفت‌وگوی تازه',
    unread: '{n} پیام تازه',
  },
};

/** The language of ours for a tag, if there is one: `tr-CY` → `tr`. */
export function ownLanguage(tag: string | undefined): string | undefined {
  const base = tag?.split(/[-_]/, 1)[0]?.toLowerCase();
  return base !== undefined && Object.hasOwn(WORDS, base) ? base : undefined;
}

export const directionOf = (language: string): 'ltr' | 'rtl' => (language === 'fa' ? 'rtl' : 'ltr');

export const unreadText = (words: Words, count: number, language: string): string =>
  words.unread.replace('{n}', new Intl.NumberFormat(language).format(count));
