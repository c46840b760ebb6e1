namespace Tamma.Providers.OpenAiCompatible;

/// <summary>Where the list goes on: after an id, or at an address.</summary>
internal sealed record NextPage(string? After, string? Link);
