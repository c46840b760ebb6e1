using Tamma.Catalog;
using Tamma.Catalog.Impact;
using Tamma.Client;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>Judged changes → the wire.</summary>
internal static class ImpactProjection
{
    public static ImpactResponse Project(ChangeImpact impact) => new()
    {
        Field = impact.Change.Path,
        Old = FieldReader.ToJson(impact.Change.Old),
        New = FieldReader.ToJson(impact.Change.New),
        Effect = Words.Of(impact.Effect),
        Percent = impact.Percent,
        Sentence = impact.Sentence,
    };

    public static VersionMark Mark(Model model) => new() { Version = model.Version, Position = model.Position, Since = model.Since };
}
