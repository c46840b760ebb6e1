using System.CommandLine;

namespace Tamma.Cli.Connecting;

/// <summary>Options that every verb takes.</summary>
internal static class GlobalOptions
{
    public static Option<string?> Url { get; } = new("--url")
    {
        Description = "Where the server is. Default: TAMMA_URL, else http://127.0.0.1:5080.",
        HelpName = "url",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print the API's JSON.", Recursive = true };

    public static Option<bool> NoColor { get; } = new("--no-color") { Description = "Print without colour, as NO_COLOR does.", Recursive = true };
}
