package main

import (
	"encoding/json"

	"github.com/Masterminds/semver/v3"
	helmv2 "github.com/fluxcd/helm-controller/api/v2"
	"github.com/fluxcd/helm-controller/internal/release"
	"github.com/fluxcd/pkg/envsubst"
	"sigs.k8s.io/yaml"
)

// answerYaml reads one document as kubectl and Flux do.
func answerYaml(line []byte) (any, error) {
	var asked struct {
		Text string `json:"text"`
	}
	if err := json.Unmarshal(line, &asked); err != nil {
		return nil, err
	}
	value, err := yaml.YAMLToJSON([]byte(asked.Text))
	if err != nil {
		return nil, err
	}
	return map[string]json.RawMessage{"value": value}, nil
}

// answerEnvsubst fills variables into a text. Strict and lenient look variables up as kustomize-controller does.
func answerEnvsubst(line []byte) (any, error) {
	var asked struct {
		Text   string            `json:"text"`
		Vars   map[string]string `json:"vars"`
		Strict bool              `json:"strict"`
	}
	if err := json.Unmarshal(line, &asked); err != nil {
		return nil, err
	}
	text, err := envsubst.Eval(asked.Text, func(name string) (string, bool) {
		value, exists := asked.Vars[name]
		return value, exists || !asked.Strict
	})
	if err != nil {
		return nil, err
	}
	// Flux cuts bytes: what is no text any more cannot be told in JSON but by its bytes.
	return map[string]any{"bytes": []byte(text)}, nil
}

// answerSemver says whether a text is a range, whether another is a version, and whether the range takes it.
func answerSemver(line []byte) (any, error) {
	var asked struct {
		Range    string   `json:"range"`
		Versions []string `json:"versions"`
	}
	if err := json.Unmarshal(line, &asked); err != nil {
		return nil, err
	}
	constraint, err := semver.NewConstraint(asked.Range)
	if err != nil {
		return nil, err
	}
	takes := make([]*bool, len(asked.Versions))
	for i, text := range asked.Versions {
		version, err := semver.NewVersion(text)
		if err != nil {
			continue
		}
		taken := constraint.Check(version)
		takes[i] = &taken
	}
	return map[string]any{"takes": takes}, nil
}

// answerReleaseName names the release of a HelmRelease as helm-controller does before it installs.
func answerReleaseName(line []byte) (any, error) {
	var asked struct {
		Object helmv2.HelmRelease `json:"object"`
	}
	if err := json.Unmarshal(line, &asked); err != nil {
		return nil, err
	}
	return map[string]string{
		"name":      release.ShortenName(asked.Object.GetReleaseName()),
		"namespace": asked.Object.GetReleaseNamespace(),
		"storage":   asked.Object.GetStorageNamespace(),
	}, nil
}
