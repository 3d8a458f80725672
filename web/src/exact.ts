/**
 * Exact decimals. Money, prices and energies that make a bill are counted in these, never in binary
 * fractions; on the wire they are texts such as "3.61".
 */

const SHAPE = /^([+-]?)(\d{1,40})(?:\.(\d{1,80}))?(?:e([+-]?\d{1,2}))?$/i;

export class Exact {
  static readonly ZERO = new Exact(0n, 0);

  private constructor(
    private readonly units: bigint,
    readonly scale: number,
  ) {}

  /** The decimal that a text says; undefined where it says none. */
  static read(text: string): Exact | undefined {
    const [, sign, whole = '', part = '', power] = SHAPE.exec(text.trim()) ?? [];
    if (whole === '') return undefined;
    const units = BigInt(whole + part) * (sign === '-' ? -1n : 1n);
    const scale = part.length - Number(power ?? 0);
    return scale < 0 ? new Exact(units * 10n ** BigInt(-scale), 0) : new Exact(units, scale);
  }

  /** A decimal of the server's, or the decimal that a number of its JSON was. */
  static of(value: string | number): Exact {
    const read = Exact.read(String(value));
    if (!read) throw new Error(`not a decimal text: ${value}`);
    return read;
  }

  static sum(values: Iterable<Exact>): Exact {
    let total = Exact.ZERO;
    for (const value of values) total = total.plus(value);
    return total;
  }

  plus(other: Exact): Exact {
    const scale = Math.max(this.scale, other.scale);
    return new Exact(this.at(scale) + other.at(scale), scale);
  }

  minus(other: Exact): Exact {
    return this.plus(other.negated());
  }

  times(other: Exact): Exact {
    return new Exact(this.units * other.units, this.scale + other.scale);
  }

  /** Divided by a whole number, with so many decimals. */
  over(parts: number, digits: number): Exact {
    const more = digits + 3;
    const wide = this.at(Math.max(this.scale, more));
    const scale = Math.max(this.scale, more);
    const by = BigInt(parts);
    const whole = wide / by;
    // What is left over must not look like a half that it is not.
    const rest = wide % by === 0n ? 0n : wide < 0n === by < 0n ? 1n : -1n;
    return new Exact(whole * 10n + rest, scale + 1).rounded(digits);
  }

  /** Divided by ten so many times; less than none multiplies. */
  shifted(places: number): Exact {
    const scale = this.scale + places;
    return scale < 0 ? new Exact(this.units * 10n ** BigInt(-scale), 0) : new Exact(this.units, scale);
  }

  negated(): Exact {
    return new Exact(-this.units, this.scale);
  }

  size(): Exact {
    return this.units < 0n ? this.negated() : this;
  }

  /** -1, 0 or 1. */
  sign(): -1 | 0 | 1 {
    return this.units < 0n ? -1 : this.units > 0n ? 1 : 0;
  }

  compare(other: Exact): number {
    return this.minus(other).sign();
  }

  /** With so many decimals; a half goes to the even neighbour, as the server rounds. */
  rounded(digits: number): Exact {
    if (digits >= this.scale) return new Exact(this.at(digits), digits);
    const step = 10n ** BigInt(this.scale - digits);
    const whole = this.units / step;
    const rest = this.units % step;
    const twice = (rest < 0n ? -rest : rest) * 2n;
    const isUp = twice > step || (twice === step && whole % 2n !== 0n);
    return new Exact(isUp ? whole + (this.units < 0n ? -1n : 1n) : whole, digits);
  }

  toString(): string {
    const digits = String(this.units < 0n ? -this.units : this.units).padStart(this.scale + 1, '0');
    const cut = digits.length - this.scale;
    return `${this.units < 0n ? '-' : ''}${digits.slice(0, cut)}${this.scale > 0 ? `.${digits.slice(cut)}` : ''}`;
  }

  /** In the smallest coins of a currency with so many decimals: a whole number that adds up exactly. */
  coins(digits: number): number {
    return Number(this.rounded(digits).units);
  }

  /** Near enough to draw; nothing is reckoned with it. */
  near(): number {
    return Number(this.toString());
  }

  private at(scale: number): bigint {
    return this.units * 10n ** BigInt(scale - this.scale);
  }
}

/**
 * Shares a rounded total out by weight, so that the shares, each rounded as well, add up to exactly
 * it: what rounding left over goes to those that lost most. What weighs nothing gets nothing.
 */
export function shared(total: Exact, weights: Exact[]): Exact[] {
  const digits = total.scale;
  const unit = Exact.of(1).shifted(digits);
  // The weights are what the total was rounded from, but for less than a unit each: only that is moved.
  const shares = weights.map((weight) => weight.rounded(digits));
  const lost = weights.map((weight, i) => ({ i, weight, by: weight.minus(shares[i] ?? weight) })).filter(({ weight }) => weight.sign() !== 0);
  let rest = total.minus(Exact.sum(shares));
  lost.sort((a, b) => b.by.compare(a.by));
  if (rest.sign() < 0) lost.reverse();
  for (let turn = 0; rest.sign() !== 0 && turn < lost.length; turn++) {
    const at = lost[turn]?.i ?? 0;
    const step = rest.sign() > 0 ? unit : unit.negated();
    shares[at] = (shares[at] ?? unit).plus(step);
    rest = rest.minus(step);
  }
  // More than rounding: the largest takes it, and the whole still adds up.
  const largest = weights.reduce((best, weight, i) => (weight.compare(weights[best] ?? weight) > 0 ? i : best), 0);
  if (weights.length > 0) shares[largest] = (shares[largest] ?? total).plus(rest);
  return shares;
}
