using System.Diagnostics;
using Tamma.Client;
using Tamma.Perf.Search.Speed;
using Tamma.Search;
using Tamma.Server.Rest;

namespace Tamma.Perf.Search.Http;

/// <summary>
/// The steps of an answer in this process, on one thread: the question read, the search, the answer written; of each query the shortest of
/// several times. Routing, the key and the socket are not among them.
/// </summary>
internal static class StepsPart
{
    private const int WarmRounds = 25;
    private const int Rounds = 25;

    public static int Run(string folder, bool meant)
    {
        var snapshot = SpeedFiles.Catalogue(SpeedFiles.Real) ?? throw new InvalidOperationException("The corpus was here a moment ago.");
        var index = SearchIndex.Build(snapshot, snapshot.At);
        var files = new SpeedFiles(folder);
        var requests = meant ? HttpQueries.Meant(files.ReadMeant()) : HttpQueries.From(files.ReadQueries());
        Loop(requests, index, WarmRounds);
        Result.Write(Loop(requests, index, Rounds).ToDictionary());
        return 0;
    }

    /// <summary>Prints each query and its answer, so that a change that should change nothing can be held against it.</summary>
    public static int Print(string folder)
    {
        var snapshot = SpeedFiles.Catalogue(SpeedFiles.Real) ?? throw new InvalidOperationException("The corpus is not here.");
        var files = new SpeedFiles(folder);
        files.Write(SpeedFiles.Real);
        var index = SearchIndex.Build(snapshot, snapshot.At);
        foreach (var request in HttpQueries.From(files.ReadQueries()).Concat(HttpQueries.Meant(files.ReadMeant())))
        {
            Console.WriteLine(HttpQueries.Address(request));
            using var answer = new Steps(1).Answer(request, 0, index);
            Console.WriteLine(System.Text.Encoding.UTF8.GetString(answer.Written.Span));
        }

        return 0;
    }

    private static Steps Loop(IReadOnlyList<ModelSearchRequest> requests, SearchIndex index, int rounds)
    {
        var steps = new Steps(requests.Count);
        for (var i = 0; i < requests.Count * rounds; i++)
        {
            steps.Answer(requests[i % requests.Count], i % requests.Count, index).Dispose();
        }

        return steps;
    }

    private sealed class Steps(int queries)
    {
        private static readonly string[] s_names = ["read", "search", "write"];

        private readonly long[][] _shortest = [.. s_names.Select(_ => Enumerable.Repeat(long.MaxValue, queries).ToArray())];
        private readonly long[] _bytes = new long[s_names.Length];
        private int _count;
        private long _at;
        private long _allocated;

        public JsonBuffer Answer(ModelSearchRequest request, int number, SearchIndex index)
        {
            Begin();
            var question = new SearchQuestion(request, ProblemKind.InvalidParameter);
            if (!question.TryRead(out var asked, out var problem))
            {
                throw new InvalidOperationException($"{HttpQueries.Address(request)} was refused: {problem.Detail}");
            }

            Done(0, number);
            var hits = Searcher.Search(index, asked with { Today = index.Day });
            Done(1, number);
            var next = hits.Rows.Length < hits.Total + hits.Beside ? SearchCursor.Write(question.List, new("generation", hits.Rows.Length)) : null;
            var answer = SearchAnswer.Render(question, asked, hits, index, next, [], null, out _);
            Done(2, number);
            _count++;
            return answer;
        }

        public Dictionary<string, double> ToDictionary() => s_names.SelectMany((name, step) => new[]
        {
            KeyValuePair.Create($"{name}_us", _shortest[step].Average() * 1e6 / Stopwatch.Frequency),
            KeyValuePair.Create($"{name}_kib", _bytes[step] / 1024.0 / _count),
        }).ToDictionary();

        private void Begin() => (_allocated, _at) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());

        private void Done(int step, int number)
        {
            var took = Stopwatch.GetTimestamp() - _at;
            _bytes[step] += GC.GetAllocatedBytesForCurrentThread() - _allocated;
            _shortest[step][number] = Math.Min(_shortest[step][number], took);
            Begin();
        }
    }
}
