// Package plan alone holds the house to its plan: its tests read the source of every other package and build nothing.
package plan
