"""Small words that tell languages apart: each common in its language, few of them in another."""

from __future__ import annotations

#: By BCP 47 code: the language's name in English, and some of its commonest words.
FUNCTION_WORDS = {
    code: (name, frozenset(words.split()))
    for code, name, words in (
        (
            "en",
            "English",
            "the and of to in that is was for it with he she they said has have not are be on at by from a as an i we you or but no so if his her who what will would do me us",
        ),
        (
            "de",
            "German",
            "der die das und ist am sagte nicht ein eine den dem mit von zu auf für sich auch wird im er sie hat",
        ),
        (
            "fr",
            "French",
            "le la les des et est une un dans pour que qui pas sur du au il elle nous vous avec ce par sont",
        ),
        (
            "es",
            "Spanish",
            "el la los las de que y en un una por con para es del se no su al lo como más pero fue",
        ),
        (
            "it",
            "Italian",
            "il lo la gli che di un una per non è con del della sono nel alla ha anche come dei più si",
        ),
        (
            "pt",
            "Portuguese",
            "o a os as que e de do da em um uma não para com por no na se mais dos das foi ao",
        ),
        (
            "nl",
            "Dutch",
            "de het een en van ik te dat die in is niet op aan met voor er zijn maar om door ook naar",
        ),
        (
            "sv",
            "Swedish",
            "och att det som en på är av för med den till inte om ett har de jag han hon var men sig",
        ),
        (
            "da",
            "Danish",
            "og at det er en til på af for med der den ikke de har et som jeg han hun var ved også",
        ),
        (
            "nb",
            "Norwegian",
            "og at det er en til på av for med som den ikke de har et jeg han hun var ved også etter",
        ),
        (
            "fi",
            "Finnish",
            "ja on ei että se oli hän mutta ovat kun joka myös kuin niin mukaan sen tämä jos sitä",
        ),
        (
            "pl",
            "Polish",
            "i w na nie się z do to że jest o jak za od po ale przez dla są który był jego tym",
        ),
        (
            "cs",
            "Czech",
            "a se na v je že o s z do i to k ve pro za by ale jako po jsou který byl není",
        ),
        (
            "sk",
            "Slovak",
            "a sa na v je že o s z do i to k vo pre za by ale ako po sú ktorý bol nie",
        ),
        (
            "hu",
            "Hungarian",
            "a az és hogy nem is egy ez azt meg van volt de csak már szerint még mint kell ki",
        ),
        (
            "ro",
            "Romanian",
            "și în de la a cu pe nu din este care că o un pentru mai au fost se sau prin lui",
        ),
        (
            "tr",
            "Turkish",
            "ve bir bu da de için ile olarak çok daha olan gibi ne var ama kadar sonra değil dedi",
        ),
        (
            "hr",
            "Croatian",
            "i je u na se da su za od koji s a o ne kao bi što će to iz biti ali nije",
        ),
        (
            "id",
            "Indonesian",
            "yang dan di dengan untuk dari ini itu pada tidak dalam akan adalah juga ke oleh kata",
        ),
        (
            "vi",
            "Vietnamese",
            "của và là các có được cho không một trong người với những này đã ông khi để",
        ),
        (
            "ca",
            "Catalan",
            "el la els les de que i en un una per amb és del no més com al ha són aquest seva",
        ),
        ("ru", "Russian", "и в не на что он с как это по но они к из у за от о так его для а был"),
        (
            "uk",
            "Ukrainian",
            "і в не на що він з як це по але вони до із у за від про та його для був є",
        ),
        (
            "bg",
            "Bulgarian",
            "и в не на че той с като това по но те да от за е се са ще си към беше",
        ),
    )
}
#: A script of which one letter in three is enough, with the language it mostly writes.
SCRIPTS = (
    ("ja", "Japanese", "\u3040-\u30ff"),
    ("ko", "Korean", "\uac00-\ud7af"),
    ("zh", "Chinese", "\u4e00-\u9fff"),
    ("ar", "Arabic", "\u0600-\u06ff"),
    ("he", "Hebrew", "\u0590-\u05ff"),
    ("el", "Greek", "\u0370-\u03ff"),
    ("th", "Thai", "\u0e00-\u0e7f"),
    ("hi", "Hindi", "\u0900-\u097f"),
    ("bn", "Bengali", "\u0980-\u09ff"),
    ("ta", "Tamil", "\u0b80-\u0bff"),
    ("hy", "Armenian", "\u0530-\u058f"),
    ("ka", "Georgian", "\u10a0-\u10ff"),
)
#: Letters that one language of a script has and its neighbours have not.
LETTERS = (("fa", "Persian", "ar", "پچگژی"), ("ur", "Urdu", "ar", "ٹڈڑےں"))
