import type { Exchange } from '../../shared/visitor/exchange.ts'
import { type RequestOptions, Visitor, type VisitorOptions } from '../../shared/visitor/visitor.ts'
import type { Evidence } from './evidence.ts'

/** A visitor with a name, whose exchanges are evidence. */
export class Person extends Visitor {
  readonly name: string
  readonly #evidence: Evidence

  constructor(name: string, options: VisitorOptions, evidence: Evidence) {
    super(options)
    this.name = name
    this.#evidence = evidence
  }

  override async request(
    method: string,
    path: string,
    options?: RequestOptions,
  ): Promise<Exchange> {
    const exchange = await super.request(method, path, options)
    this.record(exchange)
    return exchange
  }

  /** Puts an exchange into the evidence that was made in another way. */
  record(exchange: Exchange): void {
    this.#evidence.add(this.name, exchange)
  }

  /** Somebody with a copy of this jar as it is now, who goes on apart from here. */
  override copy(name = 'thief'): Person {
    const twin = new Person(name, this.options, this.#evidence)
    twin.jar = this.jar.copy()
    return twin
  }

  /** The same person, same jar, whose requests a load balancer sends to this instance (its port). */
  at(connectPort: number): Person {
    const same = new Person(this.name, { ...this.options, connectPort }, this.#evidence)
    same.jar = this.jar
    return same
  }
}
