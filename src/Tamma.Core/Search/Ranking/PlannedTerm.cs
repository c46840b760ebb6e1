using System.Collections.Immutable;

namespace Tamma.Search.Ranking;

/// <summary>A term of the query with the terms of the dictionary that answer to it, best first.</summary>
internal readonly record struct PlannedTerm(ImmutableArray<TermMatch> Matches, TermMatch Near, float Weight, bool IsPath, bool IsSlight, bool IsNumber, bool IsBrand);

/// <param name="From">First term of the range.</param>
/// <param name="To">Behind the last.</param>
/// <param name="Quality">1 for what was written.</param>
internal readonly record struct TermMatch(int From, int To, float Quality);
