-- Secrets of webhooks are sealed by the apps: a sealed text says so and names its key. What is older stays readable until it is sealed.
-- Secrets that were the newest until a rotation, as [{"secret": …, "until": …}]; they sign until then.
alter table webhook_endpoint add column previous_secrets jsonb not null default '[]';
