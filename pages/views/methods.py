"""Every number's method in plain words, with its formula and its source; the glossary."""

import html

import pandas as pd
import streamlit as st

from awards import METHOD as AWARDS
from geo import METHOD
from pages.views import tables
from pages.views.frame import Visit
from words import END, ISOLATE, Say

# method: formula (TeX), source as published. Its words are `method.NAME` and `method.NAME_means`.
METHODS = {
    "shown": (
        r"n \ge 10,\quad \text{callers} \ge 5,\quad \max_c n_c \le n/2",
        "Hundepool et al. (2012), Statistical Disclosure Control, Wiley",
    ),
    "rate": (r"r_i = 1000\, e_i / b_i", "Garwood (1936), Biometrika 28, 437-442"),
    "steady": (
        r"\hat r_i = m + C_i (r_i - m),\quad C_i = \frac{a}{a + m/b_i},"
        r"\quad a = \max\!\left(0,\ s^2 - m/\bar b\right)",
        "Marshall (1991), Applied Statistics 40(2), 283-294",
    ),
    "hot": (
        r"G_i^* = \frac{\sum_j w_{ij} x_j - \bar x \sum_j w_{ij}}"
        r"{S\sqrt{\left(n \sum_j w_{ij}^2 - (\sum_j w_{ij})^2\right)/(n-1)}}",
        "Ord & Getis (1995), Geographical Analysis 27, 286-306",
    ),
    "alike": (
        r"d_{ij} = \sqrt{\sum_k \left(\frac{x_{ik} - x_{jk}}{s_k}\right)^2}",
        "Leigh, Arnott, Clarke & See (2000), Family Values, Home Office, London",
    ),
    "found": (
        r"p_{(k)} \le \frac{k}{n}\, q",
        "Benjamini & Hochberg (1995), JRSS B 57, 289-300; Caldas de Castro & Singer (2006)",
    ),
    "clusters": (
        r"I_i = z_i \sum_j w_{ij} z_j",
        "Anselin (1995), Geographical Analysis 27, 93-115",
    ),
    "emerging": (
        r"S = \sum_{s<t} \operatorname{sgn}(z_t - z_s)",
        "Mann (1945), Econometrica 13, 245-259; Kendall (1975)",
    ),
    "answers": (
        r"\hat y_i = \frac{\sum_k w_k y_k}{\sum_k w_k},\quad \psi_i = \hat S^2 / n_i \ (n_i < 30)",
        "Deville, Särndal & Sautory (1993), JASA 88, 1013-1020",
    ),
    "estimate": (
        r"\tilde y_i = \gamma_i \hat y_i + (1-\gamma_i)\, x_i^\top \hat\beta,"
        r"\quad \gamma_i = \frac{\sigma_u^2}{\sigma_u^2 + \psi_i}",
        "Fay & Herriot (1979), JASA 74, 269-277; Rao & Molina (2015)",
    ),
    "lee": (
        r"L = \frac{z_x^\top V^\top V\, z_y}{\mathbf 1^\top V^\top V\, \mathbf 1}",
        "Lee (2001), Journal of Geographical Systems 3, 369-385",
    ),
    "spearman": (
        r"\tanh\!\left(\operatorname{artanh} r \pm 1.96\sqrt{\frac{1 + r^2/2}{n-3}}\right)",
        "Bonett & Wright (2000), Psychometrika 65, 23-28",
    ),
    "gap": (r"g_i = \hat s_i - (\alpha + \beta \log c_i)", ""),
    "over_months": (
        r"h_{it} = \beta\, c_{i,t-1} + \alpha_i + \delta_t + \varepsilon_{it}",
        "Wooldridge (2010), Econometric Analysis of Cross Section and Panel Data, ch. 10",
    ),
    "arrival": (
        r"P(x_{(l)} \le Q_p \le x_{(u)}) = \sum_{k=l}^{u-1} \binom nk p^k (1-p)^{n-k} \ge 0.95",
        "Hahn & Meeker (1991), Statistical Intervals; Wilson (1927), JASA 22, 209-212",
    ),
    "merit": (
        r"m = B^{-1}_{0.05}(1 + u,\ 1 + n - u) \sum_{k \in \text{caps}} w_k\, 2^{-a_k / h}",
        "Agresti & Coull (1998), The American Statistician 52, 119-126; Miller (2009)",
    ),
    "places": (
        r"\max_i \ \frac{b_i}{2 s_i + 1}",
        "Balinski & Young (1982), Fair Representation, Yale University Press",
    ),
    "draw": (
        r"t_i = \operatorname{SHA256}(s \,\Vert\, \texttt{,} \,\Vert\, i)",
        "Eastlake (2004), RFC 3797; Rivest (2018), consistent sampling",
    ),
}
TERMS = (
    *("report", "call", "tip", "outcome", "neighbourhood", "district", "residents", "cooperation"),
    *("safety", "hot_spot", "silent", "response_time", "interval", "hidden", "steadied"),
    *("contribution", "honoree", "reserve"),
)


def dated(visit: Visit) -> None:
    """Draw the date of the methods: it is raised whenever a number would change."""
    st.caption(visit.say("method.dated", date=f"{ISOLATE}{METHOD}{END}"))
    st.caption(visit.say("method.awards_dated", date=f"{ISOLATE}{AWARDS}{END}"))


def explained(say: Say) -> None:
    """Draw each method: what it means and what not, its formula, its source."""
    for name, (formula, source) in METHODS.items():
        st.subheader(say(f"method.{name}"), anchor=name)
        st.markdown(say(f"method.{name}_means"))
        st.latex(formula)
        if source:
            st.html(f'<small class="source"><bdi lang="en">{html.escape(source)}</bdi></small>')


def glossary(say: Say) -> None:
    """Draw the terms and what they mean."""
    rows = pd.DataFrame(
        {
            "term": [say(f"method.term_{term}") for term in TERMS],
            "means": [say(f"method.term_{term}_means") for term in TERMS],
        }
    )
    titles = {name: say(f"method.column_{name}") for name in rows}
    tables.ranking(rows, titles, title=say("method.glossary"), note="")
