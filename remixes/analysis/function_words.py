"""Little words by which a language gives itself away in a line or two; no rules, only words."""

# ruff: noqa: RUF001, SIM905 - alphabets have letters that look like others; lists read as text

ENGLISH = frozenset(
    """
    the a an and or but if then than so as at by for from in into of off on onto out over to too
    under up upon with without within through about above across after again against all almost
    alone along already also always am among another any anybody anyone anything anyway are aren't
    around ask away baby back bad be because become been before begin behind being believe below
    beneath beside better between beyond big black blue boy break bring broken brother burn burning
    call came can can't cannot care cause change child city close cold come coming could couldn't
    cry dance dancing dark day days dear did didn't die different do does doesn't doing done don't
    door down dream dreams drink drive each early easy else enough even ever every everybody
    everyone everything eyes face fall falling far fast fear feel feeling feels feet few fight find
    fire first floor fly follow forever forget found free friend friends full game gave get gets
    getting girl give gives go goes going golden gone gonna good goodbye got gotta great green
    ground had hadn't hand hands happy hard has hasn't hate have haven't he he'd he'll he's head
    hear heart hearts heaven hello her here here's hers high him his hold hold holding home hope hot
    hour hours house how how's hurt i i'd i'll i'm i've inside is isn't it it'll it's its just keep
    kept kind king kiss knew know known knows land last late laugh lay lead leave leaving left less
    let let's letting lie lies life light lights like line lips listen little live lives living long
    look looking lord lose lost lot love loved lover loves loving low made make makes making man
    many matter may maybe me mean men might mind mine miss moment money moon more morning most
    mother mountain mouth move moving much music must my myself name near need never new next night
    nights no nobody none nor not nothing now number ocean oh old once one only open other our ours
    ourselves outside own pain part party past pay people perfect pick place play please power
    promise pull push put queen quiet rain ran reach ready real really red remember rest ride right
    ring river road rock roll room round run running sad said same save saw say saying says sea see
    seem seen set shall shake she she'd she'll she's shine shining should shouldn't show side
    silence silver since sing singing sister sit sky sleep slow small smile snow some somebody
    somehow someone something sometimes somewhere song soon soul sound stand standing star stars
    start stay
    still stone stop storm story street strong such summer sun sure sweet take taken takes taking
    talk tears tell thank that that's their them themselves there there's these they they'd they'll
    they're they've thing things think thinking this those though thought till time times tired
    today together told tomorrow tonight took touch town true truth try trying turn turning twice
    two us wait waiting wake walk walking wall wanna want wanted wants war was wasn't watch water
    wave way ways we we'd we'll we're we've wear well went were weren't what what's when where
    where's which while whisper white who who'll who's whole whom whose why wild will wind window
    winter wish woman won't wonder word words work world would wouldn't write wrong yeah year years
    yes yesterday yet you you'd you'll you're you've young your yours yourself ain't 'cause cuz
    y'all em 'em 'til gimme lemme kinda outta doin goin nothin somethin lovin feelin yo bro dude
    shit fuck damn bitch hell god jesus money cash club drop beat bass tick tock three four five six
    seven eight nine ten hundred thousand million bottle glass coffee phone car train plane boat
    """.split()
)  # fmt: skip

FOREIGN: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "German": """
            ich du er sie wir ihr mich dich sich uns euch mir dir ihm ihn ihnen mein meine meinen
            meinem meiner dein deine deinen deinem deiner sein seine seinen unser unsere der die das
            den dem des ein eine einen einem einer und oder aber nicht kein keine keinen nur noch
            schon auch wenn dann weil dass wie wo wer was warum ist bin bist sind seid war waren
            wird werden wirst hab habe hast hat haben hatte kann kannst will willst muss soll
            mit von zu zum zur bei nach aus auf für über unter durch ohne gegen im ins am vom immer
            nie niemals mehr alles nichts heute morgen nacht tag leben liebe herz welt zeit hier da
            dort so doch mal ja nein jetzt wieder weg komm geh lass gib sag weiß denn bis zwischen
            """,
        "French": """
            je tu il elle nous vous ils elles on me te se moi toi lui leur mon ma mes ton ta tes son
            sa ses notre nos votre vos le la les un une des du de au aux et ou mais donc car ni que
            qui quoi dont où ce cet cette ces ça c'est n'est pas plus jamais rien personne ne est
            suis es sommes êtes sont était ai as avons avez ont fait faire va vais veux peux dans
            sur sous avec sans pour par chez vers entre comme quand si tout tous toute toujours
            encore amour coeur cœur nuit jour vie monde temps j'ai j'aime t'aime d'un d'une l'amour
            qu'il qu'elle qu'on n'ai s'il m'a t'as oui non bien très ciel chanson gentille petit
            petite belle rêve
            """,
        "Spanish": """
            yo tú él ella nosotros ustedes ellos ellas me te se nos mi mis tu tus su sus mío tuyo el
            la los las un una unos unas lo al del de y o pero porque que qué quien quién como cómo
            cuando cuándo donde dónde no sí ni nunca nada nadie siempre más muy ya también es eres
            soy somos son era está estoy estás están fue ser estar he has ha hay tengo tienes tiene
            quiero quieres quiere puedo puede voy vas va vamos para por con sin en entre sobre hasta
            desde este esta esto ese esa eso todo toda todos amor corazón noche vida mundo tiempo
            día contigo conmigo aquí allí solo sólo si le les cada
            """,
        "Italian": """
            io tu lui lei noi voi loro mi ti ci vi si me te mio mia miei tuo tua tuoi suo sua il lo
            la i gli le un uno una del della dello dei delle al alla nel nella dal dalla sul sulla
            di da in con su per tra fra e o ma però perché che chi cosa come quando dove non mai
            niente nulla sempre più molto già anche è sei sono siamo siete era ero ho hai ha abbiamo
            hanno posso puoi può voglio vuoi vuole vado vai va questo questa quello quella tutto
            tutti amore cuore notte vita mondo tempo giorno qui senza ancora così sai c'è dell' nel
            nessun nessuno cielo sole bella dolce pure ora
            """,
        "Portuguese": """
            eu tu ele ela nós vocês você eles elas me te se nos meu minha meus minhas teu tua seu
            sua o a os as um uma do da dos das no na nos nas ao à de em por pelo pela com sem para
            pra e ou mas porque que quem como quando onde não nem nunca nada sempre mais muito já
            também é és sou somos são era está estou estão foi ser estar tem tenho tens quero quer
            posso pode vou vai vamos este esta isso isto esse essa aquele tudo todo toda amor
            coração noite vida mundo tempo dia aqui só até mim ti lá vem olha linda saudade menina
            coisa gente beijo
            """,
        "Dutch": """
            ik jij je hij zij ze wij jullie mij me jou hem haar ons mijn jouw zijn onze de het een
            en of maar want dat die dit deze wat wie waar wanneer waarom hoe als dan niet geen nooit
            altijd niets alles iets meer nog al ook wel toch ben bent is was waren wordt heb hebt
            heeft hebben had kan kun wil zal moet mag ga gaat gaan kom van voor met zonder op in uit
            bij naar tot over onder door om te aan hier daar nu weer zo liefde hart nacht dag leven
            wereld tijd jouw weet laat
            """,
        "Polish": """
            ja ty on ona my wy oni mnie mi ciebie cię ci jego jej nas nam was się siebie mój moja
            moje twój twoja twoje swój i a ale lub że żeby bo gdy kiedy gdzie jak co kto czy nie tak
            nigdy nic zawsze już jeszcze tylko też jest jestem jesteś są był była było być mam masz
            ma chcę chcesz mogę może muszę w we z ze na do od po za przez przed pod nad dla bez ten
            ta to tego tej tych wszystko miłość serce noc dzień życie świat czas tu tam każdy znów
            """,
        "Turkish": """
            ben sen o biz siz onlar beni seni onu bana sana ona benim senin onun bizim ve ya da de
            ama çünkü ki ne kim nasıl neden nerede bu şu değil yok var hiç her çok daha en bir iki
            için gibi kadar ile sonra önce şimdi artık yine bile mi mı mu mü olur oldu olsun gel git
            gece gün gönül kalp kalbim aşk aşkım sevgi hayat dünya zaman yar yalnız seviyorum bak
            ah gözlerin gözler içinde
            """,
        "Swedish": """
            jag du han hon vi ni dom dem mig dig sig oss min mitt mina din ditt dina sin och eller
            men för att som när var vad vem hur inte aldrig alltid inget allt är var har hade kan
            vill ska måste ett en den det detta i på av med utan till från om över under genom här
            där nu kärlek hjärta natt dag liv världen tid så igen bara
            """,
        "Danish or Norwegian": """
            jeg du han hun vi dere mig deg meg dig seg oss min mitt mine din ditt dine og eller men
            for at som når hvor hva hvad hvem hvordan ikke aldri aldrig alltid altid ingenting alt
            er var har havde hadde kan vil skal må et en den det dette i på av af med uden uten til
            fra om over under gjennom her der nå nu kjærlighet kærlighed hjerte natt nat dag liv
            verden tid så igjen igen bare
            """,
        "Finnish": """
            minä sinä hän me te he mä sä mun sun minun sinun minua sinua ja tai mutta että kun jos
            niin ei en et emme ole olen olet on ovat oli mitä missä kuka miksi kaikki aina koskaan
            enää vielä vain nyt täällä rakkaus sydän yö päivä elämä maailma aika se tämä sen
            """,
        "Czech": """
            já ty on ona my vy oni mě mi tě ti se si můj moje tvůj tvoje a i ale nebo že když kde
            jak co kdo proč ne nikdy nic vždy už ještě jen jsem jsi je jsme jsou byl byla být mám
            máš chci můžu musím v ve z ze na do od po za pro bez před pod ten ta to všechno láska
            srdce noc den život svět čas tady tam
            """,
        "Romanian": """
            eu tu el ea noi voi ei ele mă te se ne îmi îți meu mea mei tău ta sau și dar că când
            unde cum ce cine nu niciodată nimic mereu mai sunt ești este era am ai are avem vreau
            pot în din la pe cu fără pentru prin de o un acest această tot toate iubire inima noapte
            viața lume timp zi
            """,
        "Hungarian": """
            én te ő mi ti ők engem téged nekem neked az a egy és vagy de mert hogy ha mikor hol mi
            ki nem soha semmi mindig már még csak van vagyok vagy volt lesz kell szeretlek szerelem
            szív éjszaka nap élet világ idő itt ott most minden
            """,
        "Croatian or Serbian": """
            ja ti on ona mi vi oni mene meni tebe tebi se moj moja moje tvoj tvoja i a ali ili da
            jer kad gdje gde kako šta što tko ko ne nikad ništa uvijek uvek već još samo sam si je
            smo su bio bila biti imam nemam hoću mogu u iz na od do za sa bez ovo to sve ljubav srce
            noć dan život svijet svet vrijeme tu tamo
            """,
        "Indonesian or Malay": """
            aku saya kau kamu dia kita kami mereka ku mu dan atau tapi karena yang ini itu tak tidak
            bukan jangan tiada semua selalu pernah sudah telah akan masih hanya ada di ke dari untuk
            dengan tanpa pada dalam cinta hati malam hari hidup dunia waktu sini sana bila apa siapa
            mana sayang rindu
            """,
        "Tagalog": """
            ako ikaw siya kami tayo sila ko mo niya namin natin ang ng mga sa na at o pero kung
            hindi wala may mayroon lang din rin ay ito iyan dito pag ibig puso gabi araw buhay mundo
            mahal kita bakit ano sino saan
            """,
        "Swahili": """
            mimi wewe yeye sisi nyinyi wao na ya wa la kwa katika ni si hapana ndiyo kama lakini
            sana moyo upendo usiku siku maisha dunia nakupenda wangu yangu wako yako kila hapa
            """,
        "Vietnamese": """
            anh em tôi mình người yêu không có là và của cho với những một trong này đó khi đã đang
            sẽ ơi nhớ lòng đêm ngày đời tình
            """,
    }.items()
}

TELLING = {
    "ß": "German",
    "ñ": "Spanish",
    "¿": "Spanish",
    "¡": "Spanish",
    "ã": "Portuguese",
    "õ": "Portuguese",
    "œ": "French",
    "ł": "Polish",
    "ą": "Polish",
    "ę": "Polish",
    "ż": "Polish",
    "ź": "Polish",
    "ś": "Polish",
    "ń": "Polish",
    "ğ": "Turkish",
    "ş": "Turkish",
    "ı": "Turkish",
    "ř": "Czech",
    "ě": "Czech",
    "ů": "Czech",
    "ő": "Hungarian",
    "ű": "Hungarian",
    "ț": "Romanian",
    "ă": "Romanian",
    "đ": "Vietnamese",
    "ơ": "Vietnamese",
    "ư": "Vietnamese",
}
"""Letters of one language's alphabet, or nearly so."""
