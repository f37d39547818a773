/** Texts of the demo page; the names are the placeholders of `page.html`. */
export interface DemoWords {
  clinic: string;
  tagline: string;
  heading: string;
  intro: string;
  ask: string;
  services: string;
  checkup: string;
  checkupText: string;
  cleaning: string;
  cleaningText: string;
  implant: string;
  implantText: string;
  children: string;
  childrenText: string;
  hours: string;
  weekdays: string;
  saturday: string;
  sunday: string;
  closed: string;
  place: string;
  address: string;
  note: string;
}

export const DEMO_WORDS: { [language: string]: DemoWords } = {
  tr: {
    clinic: 'Diş Klinik Demo',
    tagline: 'Kadıköy, İstanbul',
    heading: 'Gülüşünüz emin ellerde',
    intro:
      'Sakin bir klinik, deneyimli hekimler ve açık fiyatlar. Randevu almak ya da bir şey sormak için bize yazmanız yeterli.',
    ask: 'Sağ alttaki sohbetten hemen yanıt alabilirsiniz.',
    services: 'Hizmetlerimiz',
    checkup: 'Muayene',
    checkupText: 'Ayrıntılı kontrol ve kişisel bakım planı.',
    cleaning: 'Diş temizliği',
    cleaningText: 'Nazik, ağrısız ve yarım saatte.',
    implant: 'İmplant',
    implantText: 'Dijital planlama ve ömür boyu takip.',
    children: 'Çocuk diş hekimliği',
    childrenText: 'Korkmadan, oyunla, sabırla.',
    hours: 'Çalışma saatleri',
    weekdays: 'Pazartesi – Cuma',
    saturday: 'Cumartesi',
    sunday: 'Pazar',
    closed: 'Kapalı',
    place: 'Adres',
    address: 'Çamlık Sokak 12, Kadıköy, İstanbul',
    note: 'Bu sayfa bir gösteridir: klinik kurgusaldır, sohbet gerçektir.',
  },
  en: {
    clinic: 'Dental Clinic Demo',
    tagline: 'Kadıköy, Istanbul',
    heading: 'Your smile is in good hands',
    intro:
      'A calm clinic, experienced dentists and open prices. To book an appointment or ask a question, just write to us.',
    ask: 'The chat in the corner answers straight away.',
    services: 'What we do',
    checkup: 'Check-up',
    checkupText: 'A thorough look and a care plan of your own.',
    cleaning: 'Cleaning',
    cleaningText: 'Gentle, painless, done in half an hour.',
    implant: 'Implants',
    implantText: 'Planned digitally, looked after for life.',
    children: 'Children',
    childrenText: 'No fear, some play, all the patience.',
    hours: 'Opening hours',
    weekdays: 'Monday – Friday',
    saturday: 'Saturday',
    sunday: 'Sunday',
    closed: 'Closed',
    place: 'Address',
    address: 'Çamlık Sokak 12, Kadıköy, Istanbul',
    note: 'This page is a demonstration: the clinic is made up, the chat is real.',
  },
  ms: {
    clinic: 'Demo Klinik Gigi',
    tagline: 'Kadıköy, Istanbul',
    heading: 'Senyuman anda di tangan yang mahir',
    intro:
      'Klinik yang tenang, doktor gigi berpengalaman dan harga yang jelas. Untuk temu janji atau pertanyaan, tulis sahaja kepada kami.',
    ask: 'Sembang di sudut skrin menjawab serta-merta.',
    services: 'Perkhidmatan kami',
    checkup: 'Pemeriksaan',
    checkupText: 'Pemeriksaan teliti dan pelan penjagaan anda sendiri.',
    cleaning: 'Pembersihan',
    cleaningText: 'Lembut, tanpa sakit, siap dalam setengah jam.',
    implant: 'Implan',
    implantText: 'Dirancang secara digital, dipantau seumur hidup.',
    children: 'Kanak-kanak',
    childrenText: 'Tanpa takut, sambil bermain, penuh sabar.',
    hours: 'Waktu buka',
    weekdays: 'Isnin – Jumaat',
    saturday: 'Sabtu',
    sunday: 'Ahad',
    closed: 'Tutup',
    place: 'Alamat',
    address: 'Çamlık Sokak 12, Kadıköy, Istanbul',
    note: 'Halaman ini ialah demonstrasi: kliniknya rekaan, sembangnya benar.',
  },
  fa: {
    clinic: 'کلینیک دندان‌پزشکی دمو',
    tagline: 'کادیکوی، استانبول',
    heading: 'لبخند شما در دستان مطمئن',
    intro:
      'کلینیکی آرام، دندان‌پزشکان باتجربه و قیمت‌های روشن. برای گرفتن نوبت یا پرسیدن سؤال، کافی است برای ما بنویسید.',
    ask: 'گفت‌وگوی گوشهٔ صفحه بی‌درنگ پاسخ می‌دهد.',
    services: 'خدمات ما',
    checkup: 'معاینه',
    checkupText: 'بررسی دقیق و برنامهٔ مراقبت ویژهٔ شما.',
    cleaning: 'جرم‌گیری',
    cleaningText: 'ملایم، بی‌درد و در نیم ساعت.',
    implant: 'ایمپلنت',
    implantText: 'طراحی دیجیتال و پیگیری مادام‌العمر.',
    children: 'دندان‌پزشکی کودکان',
    childrenText: 'بی‌ترس، با بازی و با حوصله.',
    hours: 'ساعت کار',
    weekdays: 'دوشنبه تا جمعه',
    saturday: 'شنبه',
    sunday: 'یکشنبه',
    closed: 'تعطیل',
    place: 'نشانی',
    address: 'خیابان چاملیک ۱۲، کادیکوی، استانبول',
    note: 'این صفحه نمایشی است: کلینیک ساختگی است و گفت‌وگو واقعی.',
  },
};
