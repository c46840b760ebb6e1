using System.Diagnostics.CodeAnalysis;

namespace Tamma.Security;

/// <summary>
/// Where a credential is, never what it is: <c>env:NAME</c> or <c>file:PATH</c>. Read anew for each run,
/// so that a rotated key works without a restart.
/// </summary>
public sealed record CredentialReference(CredentialKind Kind, string Target)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out CredentialReference? reference)
    {
        reference = text switch
        {
            ['e', 'n', 'v', ':', .. { Length: > 0 } name] => new(CredentialKind.Environment, name),
            ['f', 'i', 'l', 'e', ':', .. { Length: > 0 } path] => new(CredentialKind.File, path),
            _ => null,
        };
        return reference is not null;
    }

    public static CredentialReference Environment(string name) => new(CredentialKind.Environment, name);

    /// <returns>The credential without surrounding white space, or null when there is none.</returns>
    public string? Read()
    {
        var value = Kind is CredentialKind.Environment
            ? System.Environment.GetEnvironmentVariable(Target)
            : System.IO.File.Exists(Target) ? System.IO.File.ReadAllText(Target) : null;
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    /// <summary>For people: <c>OPENAI_API_KEY</c> or a file's path.</summary>
    public string Describe() => Kind is CredentialKind.Environment ? Target : $"file {Target}";

    public override string ToString() => $"{(Kind is CredentialKind.Environment ? "env" : "file")}:{Target}";
}

public enum CredentialKind
{
    Environment,
    File,
}
