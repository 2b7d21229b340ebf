import { Anchor, type AnchorProps, Button, type ButtonProps, UnstyledButton, type UnstyledButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type Native<Own> = Own & Omit<ComponentProps<'a'>, keyof Own | 'href'>;

/** A link in a text. */
export const TextLink = createLink((props: Native<AnchorProps>) => <Anchor {...props} />);

/** A link that looks like a button. */
export const ButtonLink = createLink((props: Native<ButtonProps>) => <Button component="a" {...props} />);

/** A link around anything. */
export const BlockLink = createLink((props: Native<UnstyledButtonProps>) => <UnstyledButton component="a" {...props} />);
