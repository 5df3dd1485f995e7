"""The words that the clerks of the made-up 110 centre write down."""

KINDS = {"call": "تماس ۱۱۰", "tip": "خبر مردمی"}
CHANNELS = {
    "phone": "تلفن",
    "sms": "پیامک",
    "app": "برنامه",
    "web": "وبگاه",
    "in_person": "حضوری",
    "other": "سایر",
}
CATEGORIES = {
    "rescue": "امداد",
    "traffic": "ترافیک",
    "fire": "آتش‌سوزی",
    "theft": "سرقت",
    "violence": "نزاع",
    "family": "خانوادگی",
    "missing_person": "مفقودی",
    "disorder": "مزاحمت",
    "suspicious": "مورد مشکوک",
    "drugs": "مواد مخدر",
    "fraud": "کلاهبرداری",
    "environment": "محیط زیست",
    "cyber": "سایبری",
    "other": "سایر",
}
OUTCOMES = {
    "useful": "مفید",
    "no_action": "بدون اقدام",
    "unfounded": "بی‌اساس",
    "abusive": "مزاحم",
    "pending": "در دست بررسی",
}
KIND, CATEGORY, OUTCOME = "نوع", "دسته", "نتیجه"
CALLER = "شماره تماس‌گیرنده"
DATE, TIME = "تاریخ", "ساعت"
FEEDBACK = "بازخورد به گزارش‌دهنده"
ANSWERS = ("بله", "خیر", "")
LONGITUDE, LATITUDE = "طول جغرافیایی", "عرض جغرافیایی"
HEADERS = (
    "شناسه",
    KIND,
    "روش تماس",
    CATEGORY,
    OUTCOME,
    DATE,
    TIME,
    CALLER,
    "نام تماس‌گیرنده",
    LONGITUDE,
    LATITUDE,
    "محله",
    "شهرستان",
    "زمان پاسخ",
    "زمان اعزام",
    "زمان حضور",
    FEEDBACK,
    "نشانی",
    "توضیحات",
)
STREETS = (
    "امام خمینی",
    "شهید بهشتی",
    "معلم",
    "سعدی",
    "حافظ",
    "شریعتی",
    "آزادی",
    "ساحلی",
    "گلستان",
    "لاکانی",
)
NOTES = (
    "گشت اعزام شد",
    "تماس دوباره",
    "راهنمایی شد",
    "به کلانتری ارجاع شد",
    "هماهنگی با اورژانس",
    "قطع تماس",
)
