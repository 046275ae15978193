/** All that grows, section by section, each with the address that it has in docs/cost. */
import { GROWTH_CHARTS } from '../../bench/figures/charts.ts'
import type { Recorded } from '../../bench/figures/recorded.ts'
import { besideTable, hashingTable, keptTable, startsTable } from '../../bench/figures/tables.ts'
import {
  aboutHashing,
  aboutKept,
  aboutSessions,
  aboutState,
  LEADS,
} from '../../bench/figures/words.ts'
import { piecesOf } from './inline.ts'
import type { Section } from './view.ts'

export function growthSections(growth: Recorded['growth']): Section[] {
  const drawn = (...names: (keyof typeof GROWTH_CHARTS)[]) =>
    names.map((name) => GROWTH_CHARTS[name](growth))
  const told = (...texts: string[]) => texts.map(piecesOf)
  return [
    {
      id: 'as-the-state-grows',
      title: 'As the state grows',
      words: told(LEADS.state, aboutState(growth)),
      charts: drawn('state-bytes', 'state-time', 'state-me', 'state-time-store', 'state-memory'),
      tables: [],
    },
    {
      id: 'as-sessions-grow',
      title: 'As sessions grow',
      words: told(aboutSessions(growth)),
      charts: drawn('sessions-time', 'sessions-memory'),
      tables: [],
    },
    {
      id: 'sign-ins-and-their-hashes',
      title: 'Sign-ins and their hashes',
      words: told(aboutHashing(growth), LEADS.beside),
      charts: drawn('sign-ins'),
      tables: [
        { caption: 'Sign-ins by the cost of a hash', table: hashingTable(growth) },
        { caption: 'GET /me alone, and beside sign-ins', table: besideTable(growth) },
      ],
    },
    {
      id: 'what-is-kept-of-a-visitor',
      title: 'What is kept of a visitor',
      words: told(aboutKept(growth)),
      charts: [],
      tables: [{ caption: 'Heap after visitors have come', table: keptTable(growth) }],
    },
    {
      id: 'a-start',
      title: 'A start',
      words: told(LEADS.starts),
      charts: [],
      tables: [{ caption: 'Until a server listens', table: startsTable(growth) }],
    },
  ]
}
