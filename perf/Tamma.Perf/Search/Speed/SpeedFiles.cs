using System.Text.Json;
using Tamma.Catalog;

namespace Tamma.Perf.Search.Speed;

/// <summary>One catalogue as files that every engine reads, so that all have the same models and the same queries.</summary>
/// <param name="folder">Where the files of this catalogue lie.</param>
internal sealed class SpeedFiles(string folder)
{
    public const string Real = "real";
    public const string Made = "made";

    public string Documents => Path.Combine(folder, "documents.jsonl");

    public string Queries => Path.Combine(folder, "queries.json");

    /// <summary>The questions that are put to our own search alone, because nobody else knows what words mean.</summary>
    public string Meant => Path.Combine(folder, "meant.json");

    /// <summary>Where an engine keeps its index.</summary>
    public string Index(string engine) => Path.Combine(folder, engine);

    /// <summary>By class, the time of each query; zero where it was not asked.</summary>
    public string Times(string engine) => Path.Combine(folder, engine + ".times.json");

    public static CatalogSnapshot? Catalogue(string name) => name is Real ? RealModels.Find() : MadeModels.Make();

    /// <returns>How many models; null where there is no such catalogue here.</returns>
    public int? Write(string name)
    {
        if (Catalogue(name) is not { } snapshot)
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        var documents = SpeedDocument.Of(snapshot).ToList();
        Write(documents, SpeedQueries.Draw(documents));
        File.WriteAllText(Meant, JsonSerializer.Serialize(MeantQueries.Draw(documents)));
        return documents.Count;
    }

    public void Write(IEnumerable<SpeedDocument> documents, IReadOnlyList<SpeedQuery> queries)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Documents, documents.Select(document => JsonSerializer.Serialize(document)));
        File.WriteAllText(Queries, JsonSerializer.Serialize(queries));
    }

    public IEnumerable<SpeedDocument> ReadDocuments() => File.ReadLines(Documents).Select(line => JsonSerializer.Deserialize<SpeedDocument>(line)!);

    public IReadOnlyList<SpeedQuery> ReadQueries() => Read(Queries);

    public IReadOnlyList<SpeedQuery> ReadMeant() => Read(Meant);

    public void WriteTimes(string engine, Dictionary<string, double[]> times) => File.WriteAllText(Times(engine), JsonSerializer.Serialize(times));

    public Dictionary<string, double[]> ReadTimes(string engine) => JsonSerializer.Deserialize<Dictionary<string, double[]>>(File.ReadAllText(Times(engine)))!;

    private static List<SpeedQuery> Read(string file) => JsonSerializer.Deserialize<List<SpeedQuery>>(File.ReadAllText(file))!;
}
