import { render } from 'preact'
import { followLink, useAddress } from './address.ts'
import { Experiments } from './experiments/experiments.tsx'
import { Later } from './later.tsx'
import { Play } from './play/play.tsx'
import { NEW } from './play/use-table.ts'
import { Predict } from './predict/predict.tsx'
import { Read } from './read.tsx'
import { TOUR } from './tour/steps.ts'

const VIEWS = [
  { path: '/', name: 'Play' },
  { path: '/tour/1', name: 'Tour' },
  { path: '/experiments', name: 'Experiments' },
  { path: '/predict', name: 'Predict' },
  { path: '/conformance', name: 'Conformance' },
  { path: '/cost', name: 'Cost' },
  { path: '/read/walkthrough', name: 'Read' },
]

function App() {
  const path = useAddress()
  const [, first = '', ...rest] = path.split('/')
  return (
    <div class="page">
      <header>
        <a class="name" href="/">
          Three ways to remember
        </a>
        <nav aria-label="Views">
          {VIEWS.map(({ path: to, name }) => (
            <a href={to} key={to} aria-current={isIn(path, to) ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
      </header>
      <View first={first} rest={rest} />
    </div>
  )
}

const cost = () => import('./cost/cost.tsx').then(({ CostView }) => CostView)
const conformance = () =>
  import('./conformance/conformance.tsx').then(({ ConformanceView }) => ConformanceView)

function View({ first, rest }: { first: string; rest: string[] }) {
  if (first === 'read') return <Read name={rest.join('/')} />
  if (first === 'predict') return <Predict key={rest[0]} set={decodeURIComponent(rest[0] ?? '')} />
  if (first === 'experiments') return <Experiments at={rest} />
  if (first === 'cost') return <Later key={first} load={cost} given={{}} />
  if (first === 'tour') return <Play id={rest[1] || NEW} tour={tourStep(rest[0])} />
  if (first === 'conformance') return <Later key={first} load={conformance} given={{ at: rest }} />
  return <Play id={first === 'play' ? rest[0] : undefined} />
}

function tourStep(text = ''): number {
  const number = Number(text)
  return Number.isInteger(number) && number >= 1 && number <= TOUR.length ? number : 1
}

function isIn(path: string, view: string): boolean {
  const first = (of: string) => of.split('/')[1] ?? ''
  const at = first(path) === 'play' ? '' : first(path)
  return at === first(view)
}

// One listener for all links, those in the documents too.
document.addEventListener('click', followLink)
render(<App />, document.getElementById('app') as HTMLElement)
