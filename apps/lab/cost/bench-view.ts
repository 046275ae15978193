/** One run of the bench: each route that it measured. */
import { MOST_MICROS, routeChart } from '../../bench/figures/charts.ts'
import { BASELINE, type BenchRecord, ROUTES, type Route } from '../../bench/figures/record.ts'
import { ROUTE_HEAD, routeRows, type Table, WHOSE } from '../../bench/figures/tables.ts'
import {
  aboutFigures,
  aboutMe,
  aboutSignIn,
  aboutSignOut,
  aboutVisit,
  LEADS,
  marks,
  NotMeasured,
} from '../../bench/figures/words.ts'
import { piecesOf } from './inline.ts'
import { type RouteView, type RunView, runOf } from './view.ts'

const NAMES: Record<Route, string> = {
  me: 'Who am I: GET /me',
  visit: 'A write: GET /',
  signIn: 'Signing in',
  signOut: 'Signing out',
}
const LEAD: Partial<Record<Route, string>> = LEADS
const ABOUT = { me: aboutMe, visit: aboutVisit, signIn: aboutSignIn, signOut: aboutSignOut }

export function benchView(name: RunView['name'], record: BenchRecord): RunView {
  const baseline = record.subjects.find(({ id }) => id === BASELINE)
  const routes = ROUTES.filter((route) => baseline?.samples[route] !== undefined)
  return {
    name,
    run: runOf(record),
    figures: piecesOf(aboutFigures(record)),
    routes: routes.map((route) => routeView(record, route)),
    marks: piecesOf(marks(record)),
  }
}

function routeView(record: BenchRecord, route: Route): RouteView {
  const said = saidOf(record, route).split('\n\n')
  const words = [LEAD[route] ?? '', ...said].filter((text) => text !== '')
  return {
    id: route,
    name: NAMES[route],
    words: words.map(piecesOf),
    mostMicros: MOST_MICROS[route],
    chart: routeChart(record, route),
    table: tableOf(record, route),
  }
}

/** Empty where the run did not measure all that the words are about. */
function saidOf(record: BenchRecord, route: Route): string {
  try {
    return ABOUT[route](record)
  } catch (error) {
    if (error instanceof NotMeasured) return ''
    throw error
  }
}

function tableOf(record: BenchRecord, route: Route): Table {
  return {
    head: ['server', 'whose', ...ROUTE_HEAD],
    rows: routeRows(record, route).map(({ title, ranked, kind, cells }) => [
      `${title}${ranked ? '' : ' *'}`,
      WHOSE[kind],
      ...cells,
    ]),
  }
}
