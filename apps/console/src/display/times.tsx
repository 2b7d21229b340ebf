import { Text, type TextProps } from '@mantine/core';
import dayjs from 'dayjs';
import relativeTime from 'dayjs/plugin/relativeTime';
import { useEffect, useState } from 'react';

dayjs.extend(relativeTime);

const REFRESH_MS = 30_000;

/** How long ago, kept true while it is looked at; the exact time on hover and for screen readers. */
export function Age({ at, isBrief = false, ...text }: { readonly at: string; readonly isBrief?: boolean } & TextProps) {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Text component="time" dateTime={at} title={exactTime(at)} span {...text}>
      {isBrief ? `${spanOf(Math.max(0, dayjs().diff(at, 'second')))} ago` : dayjs(at).fromNow()}
    </Text>
  );
}

const offset = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset' });

/** In the zone of whoever looks, and by how much that differs from UTC then. */
export function exactTime(at: string): string {
  return `${dayjs(at).format('D MMM YYYY, HH:mm:ss')} ${zoneAt(at)}`;
}

/** Such as "GMT+5:30". */
export function zoneAt(at: string): string {
  return offset.formatToParts(dayjs(at).toDate()).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** Such as "Asia/Kolkata". */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Such as "4 min", "2 h 10 min", "3 d". */
export function spanOf(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.round(hours / 24)} d`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}
