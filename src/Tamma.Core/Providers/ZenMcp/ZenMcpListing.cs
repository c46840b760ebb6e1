using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Redaction;

namespace Tamma.Providers.ZenMcp;

/// <summary>
/// Zen MCP, renamed PAL MCP: a server that is spoken to over its standard input and output, and asked through its tool
/// <c>listmodels</c> what it is configured for. That is its own bundled table and not what the providers behind it offer today.
/// </summary>
internal sealed class ZenMcpListing(ConnectionOptions connection, HttpLimits limits, TimeProvider time) : IListing
{
    private const int MostBytes = 8 * 1024 * 1024;

    /// <summary>What is shorter is no key, and would be found in ids.</summary>
    private const int ShortestSecret = 6;

    public static ProviderType Type { get; } = new(
        "zen_mcp",
        "A Zen MCP or PAL MCP server that is started here; the URL is `stdio:` and the program.",
        (connection, services) => new ZenMcpListing(connection, services.GetRequiredService<HttpLimits>(), services.GetRequiredService<TimeProvider>()))
    {
        Route = static (_, _) => null, // it lists what it could pass calls on to, and passes on none by itself
        Bills = false, // a table that is passed on
        Map = ZenMcpFields.Map,
        Known =
        [
            new("zen-mcp", "stdio:pal-mcp-server") { IsOnlyByName = true, OffBecause = "it starts a program on this machine, which its owner has to ask for" },
        ],
        Settings = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create("command", "The program to start, by name or path. Default: what stands after `stdio:` in the URL."),
            KeyValuePair.Create("arguments", "Its arguments in one text, with quotes where a blank belongs to one. No shell reads them."),
            KeyValuePair.Create("working_directory", "The folder that it is started in."),
            KeyValuePair.Create("environment", "Names of variables of this process, parted by commas, that are passed on to it. Beside PATH, HOME, LANG and TMPDIR it gets no other."),
            KeyValuePair.Create("tool", "The tool that lists the models. Default: listmodels."),
            KeyValuePair.Create("start_timeout", "Seconds that it may take to start, 0.1 to 3600. Default: 120, since `uvx` may have to download it first."),
        ]),
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    /// <summary>Its keys are its own: it is not we who send them anywhere.</summary>
    public string? Credential => null;

    public async Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        if (limits.Offline)
        {
            throw new ProviderException(ProviderFault.ForbiddenAddress, "it starts a program that may ask the network, and offline is set");
        }

        var command = ServerCommand.Of(connection, Environment.GetEnvironmentVariable);
        var text = await new ToolCall(command, connection.Limits.RequestTimeout ?? limits.RequestTimeout, Math.Min(MostBytes, limits.MaxBytes), time).TextAsync(cancellationToken);
        var page = new FetchResult.Body(Encoding.UTF8.GetBytes(text), null, "application/json", connection.Url, time.GetUtcNow());
        progress?.Report(1);
        return Read(connection, command.Secrets, page, previous);
    }

    /// <summary>What follows from the tool's text.</summary>
    public static Listing Read(ConnectionOptions connection, IReadOnlyCollection<string> secrets, FetchResult.Body page, SourceState? previous)
    {
        var plan = PagePlan.For(connection, ConnectionAccess.None, connection.Url, (_, _, _) => null);
        var states = new ListingStates(plan.Source.Id, plan.First, plan.Reading, previous);
        if (states.Same([page]) is { } unchanged)
        {
            return unchanged;
        }

        // The whole list is one text with escapes in it, which the redactor would take out as a whole for one key in it.
        var known = secrets.Where(secret => secret.Length >= ShortestSecret).ToArray();
        var plain = known.Aggregate(Encoding.UTF8.GetString(page.Bytes.Span), (text, secret) => text.Replace(secret, Redactor.Mark, StringComparison.Ordinal));
        var document = Document.From(Redactor.Redact(Encoding.UTF8.GetBytes(plain), plan.Rules, known), page.MediaType, page.ReceivedAt);
        var draft = new ListingDraft(plan.Source.Id) { Keep = plan.Keep };
        ZenMcpPage.Read(document, connection.Provider, draft);
        return states.Settle([page], [document], draft);
    }
}
