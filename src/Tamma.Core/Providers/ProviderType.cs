namespace Tamma.Providers;

/// <summary>A wire format that connections can speak. A provider is a folder and one registration of this.</summary>
/// <param name="Name">Snake_case, as configuration names it.</param>
/// <param name="Meaning">One sentence for people.</param>
/// <param name="Create">Makes the reader of one connection.</param>
public sealed record ProviderType(string Name, string Meaning, Func<ConnectionOptions, IServiceProvider, IListing> Create);
