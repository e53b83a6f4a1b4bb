type ProviderLinkProps = {
  /** What people call the provider. */
  label: string;
  /** The path to go to afterwards. */
  next: string;
  isNewTab?: boolean;
};

/** Leads to the OpenID Connect provider, by a plain link: it leaves the site. */
export function ProviderLink({ label, next, isNewTab = false }: ProviderLinkProps) {
  return (
    <p className="mt-5 border-t border-line pt-5">
      <a
        href={`/api/session/oidc?${new URLSearchParams({ next })}`}
        className="button h-9 w-full justify-center"
        {...(isNewTab && { target: "_blank", rel: "noopener" })}
      >
        Continue with {label}
      </a>
    </p>
  );
}
