"""Common Persian names with how they are said, for made-up people only."""

import pyarrow as pa
import pyarrow.compute as pc

FIRST = (
    ("محمد", "Mohammad"), ("علی", "Ali"), ("حسین", "Hoseyn"), ("رضا", "Reza"), ("مهدی", "Mehdi"),
    ("امیر", "Amir"), ("حسن", "Hasan"), ("احمد", "Ahmad"), ("سعید", "Sa'id"), ("مجید", "Majid"),
    ("حمید", "Hamid"), ("بهرام", "Bahram"), ("کامران", "Kamran"), ("آرش", "Arash"),
    ("سیاوش", "Siavash"), ("فرهاد", "Farhad"), ("پیمان", "Peyman"), ("نادر", "Nader"),
    ("جواد", "Javad"), ("ابراهیم", "Ebrahim"), ("فاطمه", "Fatemeh"), ("زهرا", "Zahra"),
    ("مریم", "Maryam"), ("معصومه", "Ma'sumeh"), ("زینب", "Zeynab"), ("سمیه", "Somayyeh"),
    ("لیلا", "Leyla"), ("نرگس", "Narges"), ("سارا", "Sara"), ("الهام", "Elham"),
    ("نسرین", "Nasrin"), ("شهین", "Shahin"), ("پروین", "Parvin"), ("مهناز", "Mahnaz"),
    ("گلناز", "Golnaz"), ("شیرین", "Shirin"), ("آزاده", "Azadeh"), ("نگار", "Negar"),
    ("سیما", "Sima"), ("طاهره", "Tahereh"),
)  # fmt: skip
LAST = (
    ("محمدی", "Mohammadi"), ("حسینی", "Hoseyni"), ("احمدی", "Ahmadi"), ("رضایی", "Reza'i"),
    ("علیزاده", "Alizadeh"), ("کریمی", "Karimi"), ("موسوی", "Musavi"), ("جعفری", "Ja'fari"),
    ("صادقی", "Sadeghi"), ("رحیمی", "Rahimi"), ("ابراهیمی", "Ebrahimi"), ("قاسمی", "Ghasemi"),
    ("پورمحمد", "Purmohammad"), ("نعمتی", "Ne'mati"), ("شکوهی", "Shokuhi"),
    ("عباس‌پور", "Abbaspur"), ("غلامی", "Gholami"), ("یوسفی", "Yusefi"),
    ("بخشی‌پور", "Bakhshipur"), ("نصیری", "Nasiri"), ("فلاح", "Fallah"), ("حیدری", "Heydari"),
    ("میرزایی", "Mirza'i"), ("اکبری", "Akbari"), ("خوش‌قدم", "Khoshghadam"),
    ("نیک‌نام", "Niknam"), ("صیادی", "Sayyadi"), ("باقری", "Bagheri"), ("اسماعیلی", "Esma'ili"),
    ("رمضانی", "Ramezani"), ("شعبانی", "Sha'bani"), ("تقی‌پور", "Taghipur"), ("کاظمی", "Kazemi"),
    ("دریابیگی", "Daryabeygi"), ("جنگلی", "Jangali"), ("برزگر", "Barzegar"), ("عاشوری", "Ashuri"),
    ("فرهمند", "Farahmand"), ("سلیمانی", "Soleymani"), ("چایچی", "Chaychi"),
)  # fmt: skip


def full(people: pa.Array) -> pa.Array:
    """Return the made-up name of each person, null where there is none.

    Parameters
    ----------
    people : Array of int, shape (n,)
        Positions among the people.
    """
    return WRITTEN.take(_which(people))


def said(people: pa.Array) -> pa.Array:
    """Return how the made-up name of each person is said, in Latin letters."""
    return SAID.take(_which(people))


def _which(people: pa.Array) -> pa.Array:
    """Return a name's position for each person: the same for the same person, in no order."""
    mixed = pc.multiply(pc.cast(people, pa.int64()), STRIDE)
    return pc.subtract(mixed, pc.multiply(pc.divide(mixed, len(WRITTEN)), len(WRITTEN)))


STRIDE = 611  # has no factor in common with the number of names
WRITTEN = pa.array([f"{first[0]} {last[0]}" for last in LAST for first in FIRST])
SAID = pa.array([f"{first[1]} {last[1]}" for last in LAST for first in FIRST])
