import { collectDefaultMetrics, Counter, Gauge, type GaugeConfiguration, Histogram, Registry } from 'prom-client';

export type { Counter, Gauge, Histogram } from 'prom-client';

export interface MetricSettings<Label extends string> {
  /** Without the prefix; counters end in `_total`, durations in `_seconds`. */
  readonly name: string;
  readonly help: string;
  /** Few and with few values each: never an id, a customer or a path with ids. */
  readonly labels?: readonly Label[];
}

/** The metrics of one process, in a registry of their own, all under one prefix. */
export interface Metrics {
  readonly registry: Registry;
  counter<Label extends string = never>(settings: MetricSettings<Label>): Counter<Label>;
  /** @param read sets the value anew for each scrape; without it, set it when it changes */
  gauge<Label extends string = never>(settings: MetricSettings<Label>, read?: (gauge: Gauge<Label>) => void): Gauge<Label>;
  /** @param buckets upper bounds in the metric's own unit */
  histogram<Label extends string = never>(settings: MetricSettings<Label>, buckets: readonly number[]): Histogram<Label>;
}

/** @param withProcessMetrics also memory, event loop and GC figures; off by default, as they observe the loop all the time */
export function createMetrics(prefix: string, { withProcessMetrics = false } = {}): Metrics {
  const registry = new Registry();
  if (withProcessMetrics) collectDefaultMetrics({ register: registry, prefix: `${prefix}_` });
  const common = <Label extends string>({ name, help, labels = [] }: MetricSettings<Label>) => ({
    name: `${prefix}_${name}`,
    help,
    labelNames: labels,
    registers: [registry],
  });
  return {
    registry,
    counter: (settings) => new Counter(common(settings)),
    gauge: (settings, read) => (read ? readGauge(common(settings), read) : new Gauge(common(settings))),
    histogram: (settings, buckets) => new Histogram({ ...common(settings), buckets: [...buckets] }),
  };
}

function readGauge<Label extends string>(configuration: GaugeConfiguration<Label>, read: (gauge: Gauge<Label>) => void): Gauge<Label> {
  const gauge: Gauge<Label> = new Gauge({
    ...configuration,
    collect: () => {
      read(gauge);
    },
  });
  return gauge;
}
