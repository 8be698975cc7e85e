"""Places where a part is felt. Others are kept as they were written; these are known as wholes."""

KNOWN_PLACES: tuple[str, ...] = (
    "whole body", "head", "forehead", "eyes", "left eye", "right eye", "behind the eyes", "ears", "face",
    "cheeks", "mouth", "jaw", "teeth", "tongue", "throat", "neck", "back of the neck", "shoulders",
    "left shoulder", "right shoulder", "shoulder", "collarbone", "chest", "heart", "lungs", "ribs", "breast",
    "upper back", "lower back", "back", "spine", "between the shoulder blades", "shoulder blades",
    "solar plexus", "diaphragm", "stomach", "belly", "gut", "navel", "sides", "waist", "pelvis",
    "pelvic floor", "hips", "left hip", "right hip", "groin", "genitals", "womb", "buttocks", "arms",
    "left arm", "right arm", "arm", "elbows", "forearms", "wrists", "hands", "left hand", "right hand",
    "hand", "palms", "fingers", "legs", "left leg", "right leg", "leg", "thighs", "knees", "left knee",
    "right knee", "knee", "calves", "shins", "ankles", "feet", "left foot", "right foot", "foot", "soles",
    "toes", "skin", "outside the body", "around the body", "above the head", "left side", "right side",
)  # fmt: skip
