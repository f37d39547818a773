/** What is tried first at every sign-in page: of 8 characters and more, in small letters. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
!qaz2wsx 00000000 000000000 0000000000 01234567 0123456789 0987654321 11111111 111111111 1111111111
11223344 1122334455 112233445566 12121212 123123123 123321123 12341234 1234512345 123454321 12345678
123456789 1234567890 12345678910 123456qwerty 123qweasd 13131313 147258369 147852369 159753456 1q2w3e4r
1q2w3e4r5t 1q2w3e4r5t6y 1qaz!qaz 1qaz2wsx 1qaz2wsx3edc 22222222 321321321 33333333 44444444 456789123
55555555 66666666 69696969 741852963 77777777 789456123 87654321 88888888 963852741 987654321 9876543210
99999999 a1234567 a12345678 a123456789 a1b2c3d4 aa123456 aa12345678 aaaaaaaa abc12345 abc123456 abcd1234
abcdefg1 abcdefgh abcdefghi access123 access14 admin123 admin123! admin1234 admin12345 admin@123
adminadmin administrator agent123 agent1234 alexander alexandra android1 ankara06 arsenal1 asdf1234
asdfasdf asdfghjk asdfghjkl asdfqwer autumn2025 autumn2026 azerty123 azertyuiop barcelona baseball
baseball1 basketball batman123 benjamin besiktas1 blink182 business1 butterfly callcenter callcenter1
callcentre change-me changeme changeme1 changeme123 charlie1 chelsea1 chocolate chocolate1 christian
christine company1 company123 computer computer1 contactcenter contactcentre corvette cowboys1 danielle
database1 december default1 designer designer1 dolphins dragon123 elizabeth facebook facebook1 february1
fenerbahce ferrari1 football football1 friday123 galatasaray garfield google123 guest123 guestguest
hellokitty honda123 ilovegod iloveme1 iloveyou iloveyou! iloveyou1 iloveyou2 internet internet1 iran1234
istanbul istanbul1 january1 jennifer jennifer1 jonathan jordan23 juventus katalaluan khatalaluan
lakers24 letmein! letmein1 letmein123 liverpool liverpool1 login123 login1234 lovelove loveyou1 malaysia
malaysia1 malaysia123 manager1 manager123 manchester master123 maverick mercedes metallica michael1
mickey123 microsoft microsoft1 midnight midnight1 monday123 monkey123 mylove123 mysecret nicholas
nicole123 nokia123 november office123 oracle123 p@ssw0rd p@ssw0rd1 p@ssw0rd123 p@ssword parola123
parola1234 pass1234 pass12345 passw0rd passw0rd! password password! password1 password1! password12
password123 password1234 passwort passwort1 patchbay patchbay1 patchbay123 patriots pokemon1 pokemon123
princess princess1 q1w2e3r4 q1w2e3r4t5 qazwsx123 qazwsxedc qqqqqqqq qweasdzxc qwer1234 qwerqwer qwerty1!
qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwertyui qwertyuiop qwertz123 rahsia123 ramzobur
realmadrid redskins root1234 rootroot salam123 salam1234 samantha samsung1 samsung123 scoobydoo secret12
secret123 security security1 selamat123 september september1 server123 service1 service123 shadow123
sifre123 sifre1234 slipknot1 snoopy123 spiderman spring2024 spring2025 spring2026 starwars starwars1
steelers1 stephanie summer123 summer2023 summer2024 summer2025 summer2026 sunshine sunshine1 superman
superman1 supervisor supervisor1 support1 support123 system123 tehran123 temp1234 temporary test1234
test12345 testing1 testing123 testtest toor1234 topsecret toyota123 trustno1 turkiye1 turkiye123
user1234 useruser victoria victoria1 viewer123 welcome! welcome1 welcome1! welcome12 welcome123
welcome2024 welcome2025 welcome2026 whatever whatever1 windows1 windows10 winter2024 winter2025
winter2026 yankees1 zaq12wsx zaq1@wsx zaq1zaq1 zxcvbnm, zxcvbnm1 zxcvbnm123 zxcvzxcv zzzzzzzz
`
    .trim()
    .split(/\s+/),
);
