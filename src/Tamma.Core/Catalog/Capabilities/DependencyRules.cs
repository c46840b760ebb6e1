namespace Tamma.Catalog.Capabilities;

internal static class DependencyRules
{
    /// <summary>What a model is for: one of them at least.</summary>
    private static readonly string[] s_purposes = ["text_generation", "embedding", "rerank", "moderation", "image_generation", "audio_output", "video_generation", "transcription"];

    public static IEnumerable<Sighting> Missing(CapabilityFacts facts) =>
        from capability in Present(facts)
        from need in capability.Needs
        where facts.Has(need) is Support.No
        select new Sighting(capability.Name, null, $"It has {capability.Name}, which builds on {need}, and {need} is said not to be there.", $"See who claims which: one of {capability.Name} and {need} is wrong.");

    public static IEnumerable<Sighting> Recommended(CapabilityFacts facts) =>
        from capability in Present(facts)
        from wish in capability.Recommends
        where facts.Has(wish) is Support.No
        select new Sighting(capability.Name, null, $"It has {capability.Name} and no {wish}, without which that is of little use.", $"See who claims which of {capability.Name} and {wish}.");

    public static IEnumerable<Sighting> Nothing(CapabilityFacts facts)
    {
        if (Array.TrueForAll(s_purposes, purpose => facts.Has(purpose) is Support.No))
        {
            yield return new("type", null, "It neither writes, draws, speaks, embeds, ranks nor judges.", "Leave out what is unknown; a no needs somebody who says so.");
        }
    }

    /// <summary>The capability's own pieces of evidence, one against the other.</summary>
    public static IEnumerable<Sighting> Conflict(CapabilityFacts facts)
    {
        foreach (var capability in CapabilityRegistry.Standard.Definitions)
        {
            var yes = capability.Evidence.FirstOrDefault(evidence => evidence.In(facts.Values) is Support.Yes);
            var no = capability.Evidence.FirstOrDefault(evidence => evidence.In(facts.Values) is Support.No);
            if (yes is not null && no is not null)
            {
                yield return new(capability.Name, facts.Values[yes.Field], $"{yes.Field.Path} says that it has {capability.Name}, {no.Field.Path} that it has not.", $"{capability.Evidence.First(one => one == yes || one == no).Field.Path} is believed; see who claims each of the two.");
            }

            if (facts.Stated.GetValueOrDefault(capability.Name) is not Support.Unknown and var stated && capability.In(facts.Values) is not Support.Unknown and var read && stated != read)
            {
                yield return new(capability.Name, null, $"{capability.Name} is stated as {(stated is Support.Yes ? "there" : "missing")}, and the fields say the opposite.", "State it once.");
            }
        }
    }

    private static IEnumerable<CapabilityDefinition> Present(CapabilityFacts facts) =>
        CapabilityRegistry.Standard.Definitions.Where(capability => facts.Has(capability) is Support.Yes);
}
