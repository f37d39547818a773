import type { Journey, Visit } from './visit.ts';

/** A way through a template: begins a visit and goes on to an end. */
type Way = (begin: (more?: Partial<Journey>) => Visit) => void;

/** Ways through every template, to each of its ends. */
export const journeys: { [template: string]: { [name: string]: Way } } = {
  'card-loss': {
    'a stolen card is blocked and replaced': (begin) =>
      begin()
        .hears('card emergency line')
        .picks('stolen')
        .gives('2041')
        .picks('yes')
        .answers()
        .hears('Your reference is')
        .hears('report the theft')
        .picks('yes')
        .ends('card-replaced'),
    'a lost card is blocked, and no new one wanted': (begin) =>
      begin().picks('lost').gives('2041').picks('yes').answers().picks('no').ends('card-blocked'),
    'it turns up again': (begin) => begin().picks('misused').gives('2041').picks('no').ends('kept'),
    'no such card, and no answer of the bank': (begin) => {
      begin()
        .picks('lost')
        .gives('2040')
        .picks('yes')
        .answers(404)
        .hears('We know no card')
        .ends('call-promised');
      begin().picks('lost').gives('2041').picks('yes').answers(500).ends('call-promised');
    },
    'nobody says anything': (begin) => begin().silent(2).ends('no-answer'),
    'somebody leaves': (begin) => begin().picks('lost').leaves().ends('abandoned'),
  },
  parcel: {
    'on its way': (begin) =>
      begin().gives('12345671').answers().hears('last seen in Ipoh').picks('no').ends('told'),
    'delivered, then another one that waits': (begin) =>
      begin()
        .gives('12345678')
        .answers(200, { status: 'delivered', place: 'Bangsar', day: '2026-03-02' })
        .hears('It was delivered on Monday 2 March')
        .picks('yes')
        .gives('12345672')
        .answers(200, { status: 'pick-up', place: 'Pudu', day: '2026-03-09' })
        .hears('It waits for you at Pudu')
        .picks('no')
        .ends('told'),
    'it is late and searched for': (begin) =>
      begin()
        .gives('12345673')
        .answers(200, { status: 'late', place: 'Johor Bahru', day: '2026-02-25' })
        .picks('yes')
        .ends('search-started'),
    'not known yet': (begin) =>
      begin().gives('12345670').answers(404).hears('We do not know this number').picks('no').ends('told'),
    'no number': (begin) => begin().gives('blue').gives('blue').ends('no-number'),
    'tracking is away': (begin) => begin().gives('12345671').answers(503).ends('tracking-away'),
    'nobody says anything': (begin) => begin().silent(2).ends('no-answer'),
    'somebody leaves': (begin) => begin().leaves().ends('abandoned'),
  },
  'flight-disruption': {
    'cancelled: another flight': (begin) =>
      begin().gives('1231').answers().picks('rebook').hears('the flight at 18:40').ends('rebooked'),
    'cancelled: money back': (begin) => begin().gives('1231').answers().picks('refund').ends('refunded'),
    'late, and that will do': (begin) =>
      begin()
        .gives('1231')
        .answers(200, { status: 'late', until: '16:15', next: '18:40' })
        .hears('leave at 16:15')
        .picks('yes')
        .ends('informed'),
    'on time': (begin) =>
      begin().gives('1231').answers(200, { status: 'on-time', until: '', next: '' }).ends('on-time'),
    'a call is promised while the desk is open': (begin) =>
      begin()
        .gives('1231')
        .answers()
        .picks('person')
        .hears('All of us are helping others')
        .gives('09123456789')
        .picks('yes')
        .ends('call-promised'),
    'a call is promised when it is closed': (begin) =>
      begin({ at: '2026-03-02T22:00:00Z' })
        .gives('1231')
        .answers(404)
        .hears('no such flight today')
        .hears('Our desk is closed now')
        .gives('blue')
        .gives('blue')
        .ends('no-number'),
    'the weather': (begin) =>
      begin({ calendar: 'emergency' }).gives('1231').answers().picks('person').ends('emergency'),
    'nobody says anything': (begin) => begin().silent(2).ends('no-answer'),
    'somebody leaves': (begin) => begin().leaves().ends('abandoned'),
  },
  municipality: {
    'a fault is reported in English': (begin) =>
      begin()
        .picks('english')
        .hears('Welcome to the municipality line.')
        .picks('report')
        .gives('Gül Street twelve')
        .gives('The lamp is out')
        .hears('Gül Street twelve: The lamp is out.')
        .picks('yes')
        .ends('reported'),
    'waste is asked about in Turkish': (begin) =>
      begin()
        .picks('turkish')
        .hears('hoş geldiniz')
        .picks('waste')
        .gives('Merkez mahallesi')
        .hears('Merkezde çöpler pazartesi')
        .picks('no')
        .ends('told'),
    'the hours of the town hall': (begin) => {
      begin().picks('english').picks('office').hears('open now, until 5:30 PM').picks('no').ends('told');
      begin({ at: '2026-03-02T18:00:00Z' })
        .picks('english')
        .picks('office')
        .hears('it opens on Tuesday 3 March');
      begin({ at: '2026-10-29T08:00:00Z' }).picks('english').picks('office').hears('Cumhuriyet Bayramı');
      begin({ calendar: 'emergency' }).picks('english').picks('office').hears('closed unexpectedly');
    },
    'a report nobody understands': (begin) =>
      begin()
        .picks('english')
        .picks('report')
        .gives('x '.repeat(200))
        .gives('x '.repeat(200))
        .ends('no-report'),
    'nobody says anything': (begin) => begin().picks('english').silent(2).ends('no-answer'),
    'somebody leaves': (begin) => begin().leaves().ends('abandoned'),
  },
  returns: {
    'it does not fit, money back': (begin) =>
      begin().hears('order number').gives('123456').picks('yes').picks('size').picks('refund').ends('refund'),
    'damaged, another one': (begin) =>
      begin()
        .gives('123456')
        .picks('yes')
        .picks('damaged')
        .gives('The handle is off')
        .picks('exchange')
        .ends('exchange'),
    'too late': (begin) => begin().gives('123456').picks('no').ends('too-late'),
    'not understood': (begin) => begin().gives('blue').gives('blue').ends('handed-over'),
    'nobody says anything': (begin) => begin().silent(2).ends('no-answer'),
    'somebody leaves': (begin) => begin().gives('123456').leaves().ends('abandoned'),
  },
  survey: {
    'all is well': (begin) =>
      begin()
        .picks('yes')
        .gives('10')
        .picks('yes')
        .hears('What did you like most?')
        .gives('All of it')
        .ends('answered'),
    'somebody is unhappy and is called': (begin) =>
      begin()
        .picks('yes')
        .gives('3')
        .picks('no')
        .hears('What should we do better?')
        .gives('Be faster')
        .ends('follow-up'),
    'no, thank you': (begin) => begin().picks('no').ends('declined'),
    'nobody says anything': (begin) => begin().silent(2).ends('no-answer'),
    'somebody leaves': (begin) => begin().picks('yes').leaves().ends('abandoned'),
  },
  outage: {
    'who lives there is written to': (begin) =>
      begin().hears('power cut in Bangsar').picks('there').picks('yes').ends('will-be-told'),
    'it is out elsewhere': (begin) => begin().picks('elsewhere').gives('50480').ends('reported'),
    'there is danger': (begin) => begin().picks('danger').ends('danger'),
    'nothing more': (begin) => begin().picks('there').picks('no').ends('told'),
    'somebody leaves': (begin) => begin().leaves().ends('abandoned'),
  },
};
