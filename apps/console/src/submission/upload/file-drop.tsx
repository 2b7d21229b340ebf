import { Button, FileButton, Paper, Stack, Text } from '@mantine/core';
import { FileUp } from 'lucide-react';
import { type DragEvent, useState } from 'react';

/** A file by drag and drop, or by the button that does the same. */
export function FileDrop({ onFile }: { readonly onFile: (file: File) => void }) {
  const [isOver, setIsOver] = useState(false);
  const over = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <Paper
      withBorder
      p="xl"
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      style={{ borderStyle: 'dashed', ...(isOver && { borderColor: 'var(--mantine-primary-color-filled)' }) }}
    >
      <Stack align="center" gap="xs">
        <FileUp size={28} aria-hidden />
        <Text fw={600}>{isOver ? 'Let go to read the file' : 'Drop a CSV file here'}</Text>
        <Text size="sm" c="dimmed" ta="center">
          Up to 5,000 rows and 5 MB, in UTF-8, with commas, semicolons or tabs. Nothing is submitted before you have seen every row checked.
        </Text>
        <FileButton accept=".csv,text/csv" onChange={(file) => file && onFile(file)}>
          {(props) => <Button {...props}>Choose a file</Button>}
        </FileButton>
      </Stack>
    </Paper>
  );
}
