import { ActionIcon, Button, Group, Menu, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { BookmarkPlus, ChevronDown, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../display/dialog';
import { DialogForm } from '../display/dialog-form';
import { addressOf } from './filter-problems';
import type { Search } from './filters';
import { builtInViews, isSameSearch, readViews, type SavedView, withView, writeViews } from './views';
import { OutsideText } from '../display/outside-text';

interface Props {
  readonly userId: number;
  readonly address: Search;
  /** Whether a customer or a reference is sought beside it: no view holds those. */
  readonly isSought: boolean;
  readonly onView: (search: Search) => void;
}

/** The lists that everybody has, and those that this person has named. */
export function ViewTabs({ userId, address, isSought, onView }: Props) {
  const [saved, setSaved] = useState(() => readViews(userId));
  const save = (views: readonly SavedView[]): void => {
    writeViews(userId, views);
    setSaved(views);
  };
  const isOn = (view: SavedView): boolean => !isSought && isSameSearch(addressOf(view.search), address);
  return (
    <Group gap={4} mb="sm" component="nav" aria-label="Views">
      {builtInViews(userId).map((view) => (
        <Button
          key={view.name}
          size="compact-md"
          variant={isOn(view) ? 'light' : 'subtle'}
          {...(!isOn(view) && { color: 'gray' })}
          {...(isOn(view) && { 'aria-current': 'true' as const })}
          onClick={() => onView(view.search)}
        >
          <OutsideText>{view.name}</OutsideText>
        </Button>
      ))}
      {saved.length > 0 && (
        <SavedViews saved={saved} isOn={isOn} onView={onView} onForget={(name) => save(saved.filter((view) => view.name !== name))} />
      )}
      <SaveView about={JSON.stringify(address)} onSave={(name) => save(withView(saved, { name, search: address }))} />
    </Group>
  );
}

interface SavedProps {
  readonly saved: readonly SavedView[];
  readonly isOn: (view: SavedView) => boolean;
  readonly onView: (search: Search) => void;
  readonly onForget: (name: string) => void;
}

function SavedViews({ saved, isOn, onView, onForget }: SavedProps) {
  const current = saved.find(isOn);
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button
          size="compact-md"
          variant={current ? 'light' : 'subtle'}
          {...(!current && { color: 'gray' })}
          rightSection={<ChevronDown size={14} aria-hidden />}
        >
          <OutsideText>{current?.name ?? 'Saved views'}</OutsideText>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {saved.map((view) => (
          <Menu.Item key={view.name} onClick={() => onView(view.search)} {...(isOn(view) && { 'aria-current': 'true' as const })}>
            <OutsideText>{view.name}</OutsideText>
          </Menu.Item>
        ))}
        {current && (
          <>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<Trash2 size={14} aria-hidden />} onClick={() => onForget(current.name)}>
              Forget “<OutsideText>{current.name}</OutsideText>”
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface SaveProps {
  /** The list that is saved. */
  readonly about: string;
  readonly onSave: (name: string) => void;
}

function SaveView(props: SaveProps) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <ActionIcon variant="subtle" color="gray" aria-label="Save this list as a view" aria-haspopup="dialog" onClick={open}>
        <BookmarkPlus size={17} aria-hidden />
      </ActionIcon>
      {opened && <SaveDialog {...props} onClose={close} />}
    </>
  );
}

function SaveDialog({ about, onSave, onClose }: SaveProps & { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [isMissed, setIsMissed] = useState(false);
  const save = (): boolean => {
    const isBlank = name.trim() === '';
    setIsMissed(isBlank);
    if (!isBlank) {
      onSave(name);
      onClose();
    }
    return !isBlank;
  };
  return (
    <Dialog title="Save this list as a view" onClose={onClose}>
      <DialogForm submit="Save" about={about} onSubmit={save} onCancel={onClose}>
        <TextInput
          label="Name of the view"
          description="Kept in this browser, without customer and reference."
          required
          error={isMissed && 'Give it a name.'}
          maxLength={40}
          autoComplete="off"
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
      </DialogForm>
    </Dialog>
  );
}
