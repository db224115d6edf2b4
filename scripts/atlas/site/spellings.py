"""Spellings and words that mean the same to the search, first the one that the site uses.

The endings -ise and -ize, plurals, hyphens ("pre-training", "pretraining", "pre training") and numbers with their unit
("95 %", "95%"; "15.6 trillion", "15.6T") are folded by rules in the search script and need no line here. A space stands
for a space or a hyphen.
"""

from __future__ import annotations

SAME: tuple[tuple[str, ...], ...] = (
    # British and American
    ("behaviour", "behavior"),
    ("behavioural", "behavioral"),
    ("defence", "defense"),
    ("favour", "favor"),
    ("judgement", "judgment"),
    ("labelled", "labeled"),
    ("labelling", "labeling"),
    ("licence", "license"),
    ("modelling", "modeling"),
    ("neighbour", "neighbor"),
    # Other forms of one word
    ("distillation", "knowledge distillation", "distill", "distil", "distilled"),
    ("deduplication", "dedup", "dedupe", "deduplicate"),
    ("fine tuning", "fine tune", "fine tuned"),
    ("jailbreak", "jailbreaking"),
    ("mathematics", "maths"),
    ("reinforcement learning", "rl"),
    ("tokeniser", "tokenizer", "tokenisation", "tokenization"),
    # One thing under several names
    ("annotator", "labeller", "labeler", "rater"),
    ("base model", "foundation model"),
    ("critic", "value model", "value function", "value network"),
    ("compare", "comparison", "vs", "versus", "difference between"),
    ("contamination", "data leak", "data leakage", "test set leakage"),
    ("context window", "context length", "sequence length"),
    ("kl divergence", "kullback leibler", "kl penalty", "kl term"),
    ("llm as judge", "llm as a judge"),
    ("over refusal", "exaggerated safety"),
    ("prompt injection", "prompt attack"),
    ("reward hacking", "reward gaming", "specification gaming"),
    ("rotary position embedding", "rotary embedding", "rotary positional embedding"),
)
"""Groups of words or phrases; typing any of a group finds all of it."""
