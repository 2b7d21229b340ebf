import { notifications } from '@mantine/notifications';

const ONE = 'why-not';

/** Says why a key or a button does nothing now. One at a time: what is said last holds. */
export function sayWhyNot(message: string, title = 'Nothing was done'): void {
  notifications.hide(ONE);
  notifications.show({ id: ONE, color: 'yellow', title, message });
}
