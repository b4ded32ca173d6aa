import AccountTree from "@mui/icons-material/AccountTreeOutlined";
import Apartment from "@mui/icons-material/ApartmentOutlined";
import Business from "@mui/icons-material/BusinessOutlined";
import ListAlt from "@mui/icons-material/ListAltOutlined";
import People from "@mui/icons-material/PeopleOutlined";
import type { TFunction } from "i18next";
import type { ComponentType } from "react";
import type { Counts, ReferentialCard } from "../data-worker/data-api.ts";
import type { NavEntry, NavSection } from "../ui/index.ts";
import type { Feature, NavPlace } from "./feature.ts";

type Icon = ComponentType<{ fontSize?: "small" | "inherit" }>;

/** Order and icon of the groups that model documents may belong to; another group comes last. */
const GROUPS: readonly (readonly [string, Icon])[] = [
  ["structures", AccountTree],
  ["personnes", People],
  ["tiers", Business],
  ["locaux", Apartment],
  ["nomenclatures", ListAlt],
];

const rankOf = (group: string): number => {
  const rank = GROUPS.findIndex(([id]) => id === group);
  return rank === -1 ? GROUPS.length : rank;
};

/**
 * The navigation, top to bottom: what I have to do, the référentiels of the model documents by group,
 * then quality, exchanges and synchronisation. Ids are addresses, so the current one is found by address.
 */
export function buildNavigation(
  features: readonly Feature[],
  cards: readonly ReferentialCard[],
  counts: Counts,
  language: "fr" | "en",
  t: TFunction,
): readonly NavSection[] {
  const section = (place: NavPlace, label?: string): NavSection => ({
    id: place,
    ...(label === undefined ? {} : { label }),
    entries: features.flatMap((feature) =>
      feature.nav?.place === place ? [entryOf(feature.nav, counts, t)] : [],
    ),
  });
  const groups = [...new Set(cards.map((card) => card.group))].sort(
    (a, b) => rankOf(a) - rankOf(b),
  );
  return [
    section("work"),
    ...groups.map((group) => ({
      id: `group-${group}`,
      label: t(`app:group.${group}`, { defaultValue: group }),
      entries: cards
        .filter((card) => card.group === group)
        .map((card) => cardEntry(card, language, t)),
    })),
    section("quality", t("app:nav.quality")),
    section("exchange", t("app:nav.exchange")),
    section("sync", t("app:nav.sync")),
  ].filter(({ entries }) => entries.length > 0);
}

function entryOf(nav: NonNullable<Feature["nav"]>, counts: Counts, t: TFunction): NavEntry {
  const count = nav.count?.(counts);
  const Icon = nav.icon;
  return {
    id: nav.href,
    href: nav.href,
    label: t(nav.labelKey),
    icon: <Icon fontSize="small" />,
    ...(count === undefined ? {} : { count }),
    ...(count && nav.countKey ? { countLabel: t(nav.countKey, { count }) } : {}),
    tone: nav.attention ? "attention" : "neutral",
  };
}

function cardEntry(card: ReferentialCard, language: "fr" | "en", t: TFunction): NavEntry {
  const Icon = GROUPS.find(([group]) => group === card.group)?.[1] ?? ListAlt;
  return {
    id: `/referentiels/${card.id}`,
    href: `/referentiels/${card.id}`,
    label: card.label[language],
    icon: <Icon fontSize="small" />,
    count: card.records,
    countLabel: t("app:nav.records", { count: card.records }),
  };
}

/** Id of the entry an address belongs to: the longest entry that begins it. */
export function currentEntry(
  navigation: readonly NavSection[],
  pathname: string,
): string | undefined {
  return navigation
    .flatMap(({ entries }) => entries)
    .filter(({ href }) => pathname === href || (href !== "/" && pathname.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0]?.id;
}
