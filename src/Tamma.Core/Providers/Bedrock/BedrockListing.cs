using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Wire;

namespace Tamma.Providers.Bedrock;

/// <summary>Amazon Bedrock's models of one region, with a Bedrock API key as bearer. That a model is listed does not say that the account has asked for it.</summary>
internal sealed class BedrockListing(ConnectionOptions connection, PageWalk walk) : IListing
{
    public static ProviderType Type { get; } = new(
        "bedrock",
        "Amazon Bedrock in one region (https://bedrock.REGION.amazonaws.com), with a Bedrock API key.",
        (connection, services) => new BedrockListing(connection, services.GetRequiredService<PageWalk>()))
    {
        Map = BedrockFields.Map,
        Known = [new("bedrock", "https://bedrock.us-east-1.amazonaws.com") { Provider = "amazon-bedrock", Keys = ["AWS_BEARER_TOKEN_BEDROCK"], UrlVariable = "AWS_REGION", ReadUrl = Region }],
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Bearer(connection);
        return walk.ReadAsync(
            PagePlan.For(connection, access, Addresses.Below(connection.Url, "foundation-models"), (document, _, draft) =>
                WirePage.Read(document, connection.Provider, access, BedrockFields.Map, "modelSummaries", "modelId", null, draft, _ => null)),
            previous,
            progress,
            cancellationToken);
    }

    private static Uri? Region(string name) =>
        name.Length is > 3 and < 40 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-') ? new($"https://bedrock.{name}.amazonaws.com") : null;
}
