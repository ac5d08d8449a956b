package main

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fluxcd/pkg/sourceignore"
)

// answerArtifact copies from a directory what source-controller would put into an artifact.
func answerArtifact(line []byte) (any, error) {
	var asked struct {
		Root   string  `json:"root"`
		To     string  `json:"to"`
		Ignore *string `json:"ignore"`
	}
	if err := json.Unmarshal(line, &asked); err != nil {
		return nil, err
	}
	ignored, err := sourceFilter(asked.Root, asked.Ignore)
	if err != nil {
		return nil, err
	}
	files := []string{}
	err = filepath.WalkDir(asked.Root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == asked.Root {
			return err
		}
		if ignored(path, entry.IsDir()) {
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		relative, err := filepath.Rel(asked.Root, path)
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		files = append(files, filepath.ToSlash(relative))
		return copyFile(path, filepath.Join(asked.To, relative))
	})
	if err != nil {
		return nil, err
	}
	return map[string]any{"files": files}, nil
}

// sourceFilter is what source-controller does for a GitRepository, see SourceIgnoreFilter in fluxcd/pkg/artifact.
func sourceFilter(root string, ignore *string) (func(path string, isDir bool) bool, error) {
	domain := strings.Split(root, string(filepath.Separator))
	patterns, err := sourceignore.LoadIgnorePatterns(root, domain)
	if err != nil {
		return nil, err
	}
	if ignore != nil {
		patterns = append(patterns, sourceignore.ReadPatterns(strings.NewReader(*ignore), domain)...)
	}
	matcher := sourceignore.NewDefaultMatcher(patterns, domain)
	if len(patterns) > 0 {
		matcher = sourceignore.NewMatcher(append(sourceignore.VCSPatterns(domain), patterns...))
	}
	return func(path string, isDir bool) bool {
		return matcher.Match(strings.Split(path, string(filepath.Separator)), isDir)
	}, nil
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}
